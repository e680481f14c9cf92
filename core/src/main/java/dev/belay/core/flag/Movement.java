package dev.belay.core.flag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an edit of a split does to its buckets, exactly.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param moved  the buckets that get another variant
 * @param least  the fewest that any slices with the same weights would move
 * @param shifts what each variant gains and loses, in the order of the slices; those that stay as they are left out
 */
public record Movement(MovedShare moved, MovedShare least, List<Shift> shifts) {

    /** Copies the list. */
    public Movement {
        shifts = List.copyOf(shifts);
    }

    /**
     * What one variant gains and loses.
     *
     * @param variant its name, or {@link Slice#REST} for the buckets that decide nothing
     * @param gained  the buckets that it takes from others
     * @param lost    the buckets that it leaves to others
     */
    public record Shift(String variant, int gained, int lost) {}

    /**
     * Compares two lists of slices.
     *
     * @param total how many buckets both have; what lies beyond their last slices is the rest
     * @throws IllegalArgumentException if the weights of one add up to more than {@code total}
     */
    public static Movement between(List<Slice> before, List<Slice> after, int total) {
        Map<String, int[]> byVariant = new LinkedHashMap<>();
        Runs.visit(before, after, total, (old, now, buckets) -> {
            if (!old.equals(now)) {
                byVariant.computeIfAbsent(now, ignored -> new int[2])[0] += buckets;
                byVariant.computeIfAbsent(old, ignored -> new int[2])[1] += buckets;
            }
        });
        List<Shift> shifts = new ArrayList<>();
        byVariant.forEach((variant, counts) -> shifts.add(new Shift(variant, counts[0], counts[1])));
        int moved = shifts.stream().mapToInt(Shift::lost).sum();
        MovedShare least = MovedShare.least(Weights.of(before, total), Weights.of(after, total));
        return new Movement(new MovedShare(moved, total), least, shifts);
    }

    /** Whether other slices with the same weights would move fewer buckets. */
    public boolean movesMoreThanItMust() {
        return moved.buckets() > least.buckets();
    }
}
