package dev.belay.cli.terminal;

/**
 * Text as a terminal shows it. What others wrote, such as a reason or a name, must neither move the cursor nor break a
 * line, and takes the columns that its characters take.
 */
public final class Printable {

    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    private Printable() {}

    /** The text with every character that would control the terminal replaced by a visible one. */
    public static String of(String text) {
        return text.codePoints().noneMatch(Printable::controls)
                ? text
                : text.codePoints()
                        .map(point -> controls(point) ? visible(point) : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** How many columns the text takes. */
    public static int columns(String text) {
        return text.codePoints().map(Printable::columns).sum();
    }

    private static boolean controls(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static int visible(int point) {
        return Character.isWhitespace(point) ? ' ' : '\uFFFD';
    }

    private static int columns(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
