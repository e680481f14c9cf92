package dev.belay.core.flag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives variants new weights and moves as few buckets as can be.
 *
 * <p>Why it is the least: a variant that shrinks from <i>o</i> to <i>n</i> buckets must give up <i>o − n</i> of them
 * whatever the slices, and these are different buckets for different variants, so no slices move fewer than the sum of
 * {@code max(0, o − n)} over all variants and the rest. Here every step hands buckets from a variant that has more than
 * its new weight to one that has fewer, never beyond either's goal. So no bucket is handed on twice, and what moves adds
 * up to exactly that sum.
 *
 * <p>Which buckets are handed over is free, and chosen to keep slices few: first across the seam between neighbours,
 * so that a ramp only shifts its seam; then from the ends of the slices that are still too large, which may cut them.
 *
 * <p><b>Thread-safety:</b> stateless; instances are confined to one call.
 */
public final class LeastMovement {

    private final Map<String, Integer> surplus = new LinkedHashMap<>();
    private List<Slice> pieces;

    private LeastMovement(List<Slice> before, Weights old, Weights goal) {
        pieces = merged(before);
        old.variants().forEach(variant -> surplus.put(variant, old.of(variant)));
        goal.variants().forEach(variant -> surplus.merge(variant, -goal.of(variant), Integer::sum));
    }

    /**
     * New slices for new weights.
     *
     * @param before  the slices so far
     * @param weights the new weight of every variant that is to have any; what they leave of the total is the rest
     * @param total   how many buckets there are, before and after
     * @return slices in order, neighbours of different variants, without a rest at the end; where nothing but rest is
     *     left, one slice of it
     * @throws IllegalArgumentException if old or new weights add up to more than {@code total}, or one is below 0
     */
    public static List<Slice> allocate(List<Slice> before, Map<String, Integer> weights, int total) {
        List<Slice> whole = Weights.withRest(before, total);
        LeastMovement movement = new LeastMovement(whole, Weights.of(whole, total), Weights.of(weights, total));
        movement.shiftSeams();
        movement.cutWhatIsTooLarge();
        return withoutRestAtTheEnd(movement.pieces);
    }

    /** The least share that any slices with these weights would move; {@link #allocate} moves no more. */
    public static MovedShare least(List<Slice> before, Map<String, Integer> weights, int total) {
        return MovedShare.least(Weights.of(before, total), Weights.of(weights, total));
    }

    /** Neighbours hand over to one another until no seam has anything to hand over; each pass uses up a slice or goal. */
    private void shiftSeams() {
        boolean shifted = true;
        while (shifted) {
            shifted = false;
            for (int seam = 1; seam < pieces.size(); seam++) {
                shifted |= hand(seam - 1, seam) || hand(seam, seam - 1);
            }
            pieces = merged(pieces);
        }
    }

    private boolean hand(int from, int to) {
        Slice giver = pieces.get(from);
        Slice taker = pieces.get(to);
        int handed = Math.min(giver.weight(), Math.min(surplusOf(giver.variant()), -surplusOf(taker.variant())));
        if (handed <= 0) {
            return false;
        }
        pieces.set(from, new Slice(giver.variant(), giver.weight() - handed));
        pieces.set(to, new Slice(taker.variant(), taker.weight() + handed));
        note(giver.variant(), taker.variant(), handed);
        return true;
    }

    private void cutWhatIsTooLarge() {
        List<Slice> cut = new ArrayList<>();
        for (Slice piece : pieces) {
            int given = Math.min(piece.weight(), Math.max(0, surplusOf(piece.variant())));
            cut.add(new Slice(piece.variant(), piece.weight() - given));
            distribute(piece.variant(), given, cut);
        }
        pieces = merged(cut);
    }

    private void distribute(String giver, int given, List<Slice> into) {
        int left = given;
        for (String taker : List.copyOf(surplus.keySet())) {
            int handed = Math.min(left, -surplusOf(taker));
            if (handed > 0) {
                into.add(new Slice(taker, handed));
                note(giver, taker, handed);
                left -= handed;
            }
        }
    }

    private int surplusOf(String variant) {
        return surplus.getOrDefault(variant, 0);
    }

    private void note(String giver, String taker, int handed) {
        surplus.merge(giver, -handed, Integer::sum);
        surplus.merge(taker, handed, Integer::sum);
    }

    private static List<Slice> merged(List<Slice> slices) {
        List<Slice> merged = new ArrayList<>();
        for (Slice slice : slices) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).variant().equals(slice.variant())) {
                merged.set(last, new Slice(slice.variant(), merged.get(last).weight() + slice.weight()));
            } else if (slice.weight() > 0) {
                merged.add(slice);
            }
        }
        return merged;
    }

    private static List<Slice> withoutRestAtTheEnd(List<Slice> slices) {
        int last = slices.size() - 1;
        return List.copyOf(last > 0 && slices.get(last).isRest() ? slices.subList(0, last) : slices);
    }
}
