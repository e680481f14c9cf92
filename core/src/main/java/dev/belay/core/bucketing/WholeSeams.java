package dev.belay.core.bucketing;

/**
 * The ends of slices: few are gone through, which is quicker, and many found by halving.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class WholeSeams implements Seams {

    private static final int FEW = 8;

    private final long[] ends;

    WholeSeams(long[] ends) {
        this.ends = ends;
    }

    @Override
    public int slice(long point) {
        if (ends.length > FEW) {
            return halved(point);
        }
        for (int at = 0; at < ends.length; at++) {
            if (point < ends[at]) {
                return at;
            }
        }
        return Bucketing.REST;
    }

    /** Slices of weight 0 end where they begin, so the first end beyond the point is looked for, not any. */
    private int halved(long point) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (point < ends[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < ends.length ? low : Bucketing.REST;
    }
}
