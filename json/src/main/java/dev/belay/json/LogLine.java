package dev.belay.json;

import java.util.Locale;
import java.util.Optional;

/**
 * One event for the log, {@code cache.ignored file=/var/flags message="It is empty"}. Values that are no plain words are
 * quoted, and nothing that somebody sent can end a value or begin a line of its own.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class LogLine {

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private final StringBuilder line;

    private LogLine(String event) {
        this.line = new StringBuilder(event);
    }

    /** A line without data. */
    public static LogLine of(String event) {
        return new LogLine(event);
    }

    /** Adds {@code key=value}. */
    public LogLine with(String key, Object value) {
        line.append(' ').append(key).append('=').append(value(String.valueOf(value)));
        return this;
    }

    /** Adds {@code key=value} if there is a value. */
    // What is not known is left out of a line, wherever it comes from.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public LogLine withKnown(String key, Optional<?> value) {
        value.ifPresent(known -> with(key, known));
        return this;
    }

    /** The line. */
    @Override
    public String toString() {
        return line.toString();
    }

    /** A text as a value: as it is if it is a plain word, otherwise quoted and escaped. */
    public static String value(String text) {
        boolean plain = !text.isEmpty() && text.chars().allMatch(LogLine::isPlain);
        return plain ? text : '"' + escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** A text without what may look like the end of a line. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(character -> {
            if (isControl(character)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString();
    }

    private static boolean isPlain(int character) {
        return character != '"' && character != '=' && !Character.isSpaceChar(character) && !isControl(character);
    }

    // Some viewers end lines at these two, too.
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == LINE_SEPARATOR || character == PARAGRAPH_SEPARATOR;
    }
}
