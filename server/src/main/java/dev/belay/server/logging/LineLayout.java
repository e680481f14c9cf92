package dev.belay.server.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import dev.belay.json.InstantFormat;
import org.slf4j.event.KeyValuePair;

/**
 * One event as one line, {@code 2026-01-02T03:04:05.678Z INFO belay.write appended flag=basket version=3}. Values that
 * are no plain words are quoted, and nothing that somebody sent can begin a line of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads once started.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

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
                .append(' ');
        escape(line, event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> append(line, pair));
        }
        return line.append('\n').append(stack.convert(event)).toString();
    }

    private static void append(StringBuilder line, KeyValuePair pair) {
        String value = String.valueOf(pair.value);
        line.append(' ').append(pair.key).append('=');
        if (value.chars().allMatch(LineLayout::isPlain) && !value.isEmpty()) {
            line.append(value);
        } else {
            line.append('"');
            escape(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
            line.append('"');
        }
    }

    private static void escape(StringBuilder line, String text) {
        text.chars().forEach(character -> {
            if (isControl(character)) {
                line.append(String.format("\\u%04x", character));
            } else {
                line.append((char) character);
            }
        });
    }

    private static boolean isPlain(int character) {
        return character != '"' && character != '=' && !Character.isSpaceChar(character) && !isControl(character);
    }

    // Some viewers end lines at these two, too.
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR;
    }
}
