package dev.belay.server.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import dev.belay.json.InstantFormat;
import dev.belay.json.LogLine;
import org.slf4j.event.KeyValuePair;

/**
 * One event as one line, {@code 2026-01-02T03:04:05.678Z INFO belay.write appended flag=basket version=3}. Values that
 * are no plain words are quoted, and nothing that somebody sent can begin a line of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads once started.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

    private final ThrowableProxyConverter stack = new ThrowableProxyConverter();

    @Override
    public void start() {
        stack.start();
        super.start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(InstantFormat.write(event.getInstant()))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ')
                .append(LogLine.escaped(event.getFormattedMessage()));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> append(line, pair));
        }
        return line.append('\n').append(stack.convert(event)).toString();
    }

    private static void append(StringBuilder line, KeyValuePair pair) {
        line.append(' ').append(pair.key).append('=').append(LogLine.value(String.valueOf(pair.value)));
    }
}
