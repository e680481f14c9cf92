package dev.belay.core.flag;

import java.util.Iterator;
import java.util.List;

/**
 * How many of a split's buckets get another variant, exactly.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param buckets how many buckets change their variant, begin to decide something, or cease to
 * @param total   how many buckets there are
 */
public record MovedShare(int buckets, int total) {

    /** Checks the range. */
    public MovedShare {
        if (buckets < 0 || buckets > total) {
            throw new IllegalArgumentException(buckets + " of " + total + " buckets cannot move");
        }
    }

    /**
     * Compares two lists of slices bucket by bucket.
     *
     * @param total how many buckets both have; what lies beyond their last slices is the rest
     * @throws IllegalArgumentException if the weights of one add up to more than {@code total}
     */
    public static MovedShare between(List<Slice> before, List<Slice> after, int total) {
        Walk old = new Walk(before, total);
        Walk now = new Walk(after, total);
        int moved = 0;
        while (old.left > 0 || old.next()) {
            if (now.left == 0) {
                now.next();
            }
            int run = Math.min(old.left, now.left);
            moved += old.variant.equals(now.variant) ? 0 : run;
            old.left -= run;
            now.left -= run;
        }
        return new MovedShare(moved, total);
    }

    /** The least that any slices with these weights could move: what variants, and the rest, lose altogether. */
    static MovedShare least(Weights before, Weights after) {
        int lost = before.variants().stream()
                .mapToInt(variant -> Math.max(0, before.of(variant) - after.of(variant)))
                .sum();
        return new MovedShare(lost, before.total());
    }

    /** Goes through the slices that have any weight, the rest at their end included. */
    private static final class Walk {

        private final Iterator<Slice> slices;
        private String variant = Slice.REST;
        private int left;

        Walk(List<Slice> slices, int total) {
            this.slices = Weights.withRest(slices, total).iterator();
        }

        boolean next() {
            while (left == 0 && slices.hasNext()) {
                Slice slice = slices.next();
                variant = slice.variant();
                left = slice.weight();
            }
            return left > 0;
        }
    }
}
