package dev.belay.core.re2j;

/**
 * Tells how large a pattern becomes when its counted repetitions are written out, which RE2/J does while compiling, and
 * without bound: {@code ((a{1000}){1000}){1000}} would fill any memory.
 */
public final class PatternSize {

    private static final long MOST = Integer.MAX_VALUE;

    private PatternSize() {}

    /**
     * About how many steps the compiled pattern has; at most {@link Integer#MAX_VALUE}.
     *
     * @throws PatternSyntaxException if the pattern is not in RE2 syntax
     */
    public static long of(String pattern) {
        return of(Parser.parse(pattern, RE2.PERL));
    }

    private static long of(Regexp regexp) {
        long size = 0;
        if (regexp.subs != null) {
            for (Regexp sub : regexp.subs) {
                size += of(sub);
            }
        }
        return Math.min(
                MOST,
                switch (regexp.op) {
                    case REPEAT -> repeated(size, regexp);
                    case LITERAL -> regexp.runes.length;
                    default -> size + 1;
                });
    }

    /** What may follow costs a step to pass it by. */
    private static long repeated(long size, Regexp repeat) {
        int optional = repeat.max < 0 ? 1 : repeat.max - repeat.min;
        return size * repeat.min + (size + 1) * optional;
    }
}
