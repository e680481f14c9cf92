package dev.belay.ledger.serial;

import java.util.regex.Pattern;

/**
 * Texts of others as values in lines of the log, of which each is one line and quotes with {@code "}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class LogText {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R+");

    private LogText() {}

    /** The text in quotes, without line breaks, and with {@code '} for the quotes that are in it. */
    public static String quoted(String text) {
        return '"' + LINE_BREAKS.matcher(text).replaceAll(" ").replace('"', '\'') + '"';
    }
}
