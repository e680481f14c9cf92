package dev.belay.core.flag;

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
        int[] moved = {0};
        Runs.visit(before, after, total, (old, now, buckets) -> moved[0] += old.equals(now) ? 0 : buckets);
        return new MovedShare(moved[0], total);
    }

    /** The share as a fraction from 0 to 1. */
    public double share() {
        return (double) buckets / total;
    }

    /** The least that any slices with these weights could move: what variants, and the rest, lose altogether. */
    static MovedShare least(Weights before, Weights after) {
        int lost = before.variants().stream()
                .mapToInt(variant -> Math.max(0, before.of(variant) - after.of(variant)))
                .sum();
        return new MovedShare(lost, before.total());
    }
}
