package dev.belay.core.bucketing;

/**
 * Where the slices of a split end.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
@FunctionalInterface
public interface Seams {

    /** The place of the slice that a point lies in, or {@link Bucketing#REST}. */
    int slice(long point);

    /** Seams between whole buckets, where the point is the bucket. */
    static Seams between(int[] weights) {
        long[] ends = new long[weights.length];
        long end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += weights[at];
            ends[at] = end;
        }
        return new WholeSeams(ends);
    }
}
