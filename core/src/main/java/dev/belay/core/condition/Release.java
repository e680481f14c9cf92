package dev.belay.core.condition;

/**
 * A version of three numbers below two million and nothing else, packed into one {@code long}: what nearly all versions
 * are, read and compared without allocating anything.
 */
final class Release {

    /** A text that is no such version, though it may be another. */
    static final long NONE = -1;

    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;
    private static final int LONGEST = 7;
    private static final int PARTS = 3;

    private Release() {}

    static long parse(String text) {
        long packed = 0;
        int at = 0;
        for (int part = 0; part < PARTS; part++) {
            int end = endOfDigits(text, at);
            long number = number(text, at, end);
            boolean endsAsItMust =
                    part == PARTS - 1 ? end == text.length() : end < text.length() && text.charAt(end) == '.';
            if (number < 0 || !endsAsItMust) {
                return NONE;
            }
            packed = (packed << BITS) | number;
            at = end + 1;
        }
        return packed;
    }

    /** The order of a release and any version; a release comes after its pre-releases. */
    static int compare(long release, Version bound) {
        int order = Long.compare(release >>> (2 * BITS), bound.major());
        order = order == 0 ? Long.compare((release >>> BITS) & MASK, bound.minor()) : order;
        order = order == 0 ? Long.compare(release & MASK, bound.patch()) : order;
        return order == 0 && !bound.preRelease().isEmpty() ? 1 : order;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** The number of the digits; negative if there are none, too many, or needless zeros. */
    private static long number(String text, int from, int end) {
        int digits = end - from;
        if (digits == 0 || digits > LONGEST || (digits > 1 && text.charAt(from) == '0')) {
            return NONE;
        }
        long number = 0;
        for (int at = from; at < end; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number > MASK ? NONE : number;
    }
}
