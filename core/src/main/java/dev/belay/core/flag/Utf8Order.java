package dev.belay.core.flag;

/** Compares texts with texts in UTF-8, without turning one into the other. The order of the bytes is that of code points. */
final class Utf8Order {

    private Utf8Order() {}

    /** Below, at or above 0 as {@code text} comes before, is, or comes after the text in these bytes. */
    static int compare(String text, byte[] bytes, int from, int to) {
        int length = text.length();
        int at = 0;
        int next = from;
        while (at < length && next < to) {
            char each = text.charAt(at);
            byte first = bytes[next];
            if (first < 0 || each >= 0x80) {
                return compareCodePoints(text, at, bytes, next, to);
            }
            if (each != first) {
                return each - first;
            }
            at++;
            next++;
        }
        return at < length ? 1 : next < to ? -1 : 0;
    }

    private static int compareCodePoints(String text, int textFrom, byte[] bytes, int from, int to) {
        int length = text.length();
        int at = textFrom;
        int next = from;
        while (at < length && next < to) {
            int wanted = text.codePointAt(at);
            int width = width(bytes[next]);
            int found = codePoint(bytes, next, width);
            if (wanted != found) {
                return wanted - found;
            }
            at += Character.charCount(wanted);
            next += width;
        }
        return at < length ? 1 : next < to ? -1 : 0;
    }

    private static int width(byte first) {
        int leading = Integer.numberOfLeadingZeros(~first << 24);
        return leading == 0 ? 1 : leading;
    }

    private static int codePoint(byte[] bytes, int from, int width) {
        if (width == 1) {
            return bytes[from];
        }
        int point = bytes[from] & (0x7f >> width);
        for (int i = 1; i < width; i++) {
            point = (point << 6) | (bytes[from + i] & 0x3f);
        }
        return point;
    }
}
