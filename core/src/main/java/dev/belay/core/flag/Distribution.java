package dev.belay.core.flag;

import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.BucketingOverride;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one place of a flag, its {@code otherwise} or a rule, hands out its buckets. A place that serves one variant counts
 * as a split that gives it the whole, and one that serves nothing as a split that is all rest.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param slices    the slices in order
 * @param own       what a split sets of its bucketing for itself
 * @param bucketing how buckets are found, everything filled in
 * @param isSplit   whether the document has a split there
 */
public record Distribution(List<Slice> slices, BucketingOverride own, Bucketing bucketing, boolean isSplit) {

    /** Copies the slices. */
    public Distribution {
        slices = List.copyOf(slices);
    }

    /**
     * How a place of a flag hands out its buckets.
     *
     * @param rule the id of a rule; empty for {@code otherwise}
     * @return nothing if the flag has no such rule
     */
    // Absent means otherwise, as in documents, where a rule may be left out.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Optional<Distribution> of(Flag flag, Optional<String> rule) {
        if (rule.isEmpty()) {
            return Optional.of(
                    of(flag.otherwise(), flag.bucketing(), flag.bucketing().salt()));
        }
        String salt = flag.bucketing().salt() + "/" + rule.get();
        return flag.rule(rule.get()).map(found -> of(Optional.of(found.serve()), flag.bucketing(), salt));
    }

    private static Distribution of(Optional<Serve> serve, Bucketing flag, String salt) {
        if (serve.isPresent() && serve.get() instanceof Serve.Split split) {
            return new Distribution(
                    split.slices(), split.bucketing(), split.bucketing().over(flag, salt), true);
        }
        Bucketing bucketing = flag.withSalt(salt);
        List<Slice> slices = serve.isPresent() && serve.get() instanceof Serve.OneVariant one
                ? List.of(new Slice(one.variant(), bucketing.total()))
                : List.of();
        return new Distribution(slices, BucketingOverride.NONE, bucketing, false);
    }

    /** A place that has no split, as it would be with the buckets of one. */
    public Distribution over(Bucketing buckets) {
        List<Slice> whole = slices.stream()
                .map(slice -> new Slice(slice.variant(), buckets.total()))
                .toList();
        return new Distribution(whole, own, buckets, isSplit);
    }

    /** How many buckets there are. */
    public int total() {
        return bucketing.total();
    }

    /** The buckets that each variant has; those of the rest are left out. */
    public Map<String, Integer> weights() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        slices.stream()
                .filter(slice -> !slice.isRest())
                .forEach(slice -> weights.merge(slice.variant(), slice.weight(), Integer::sum));
        return weights;
    }

    /**
     * A split with new weights that moves as few buckets as can be.
     *
     * @param weights the new weight of every variant that is to have any
     * @return nothing if these are the weights that it has
     * @throws IllegalArgumentException if the weights add up to more than the total, or one is below 0
     */
    public Optional<Serve> withWeights(Map<String, Integer> weights) {
        if (LeastMovement.least(slices, weights, total()).buckets() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Serve.Split(LeastMovement.allocate(slices, weights, total()), own));
    }
}
