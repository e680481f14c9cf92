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
        long number = 0;
        int digits = 0;
        int dots = 0;
        for (int at = 0; at < text.length(); at++) {
            int letter = text.charAt(at);
            if (letter >= '0' && letter <= '9') {
                if (digits == LONGEST || (digits > 0 && number == 0)) {
                    return NONE;
                }
                number = number * 10 + letter - '0';
                digits++;
            } else if (letter == '.' && ++dots < PARTS && isPart(number, digits)) {
                packed = packed << BITS | number;
                number = 0;
                digits = 0;
            } else {
                return NONE;
            }
        }
        return dots == PARTS - 1 && isPart(number, digits) ? packed << BITS | number : NONE;
    }

    private static boolean isPart(long number, int digits) {
        return digits > 0 && number <= MASK;
    }

    /** The order of a release and any version; a release comes after its pre-releases. */
    static int compare(long release, Version bound) {
        int order = Long.compare(release >>> (2 * BITS), bound.major());
        order = order == 0 ? Long.compare((release >>> BITS) & MASK, bound.minor()) : order;
        order = order == 0 ? Long.compare(release & MASK, bound.patch()) : order;
        return order == 0 && !bound.preRelease().isEmpty() ? 1 : order;
    }
}
