package dev.belay.benchmarks.movement;

import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.bucketing.MissingKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A product whose variants take their buckets one after another, always in the same order: the one in which they are
 * listed, or one that it sorts them into. What they had before plays no part.
 *
 * @param name  the product
 * @param order how it sorts the variants; none keeps the order in which a person listed them
 * @param total how many buckets there are
 * @param hash  the bucket of a key
 */
record ListedScheme(String name, Comparator<String> order, int total, ToIntFunction<String> hash) implements Scheme {

    private static final Comparator<String> AS_LISTED = (_, _) -> 0;
    private static final String FLAG = "new-checkout";

    /** Variations sorted by name, descending; FNV-1a of flag and key modulo a thousandth of a percent. */
    static ListedScheme goFeatureFlag() {
        return new ListedScheme(
                "GO Feature Flag",
                Comparator.reverseOrder(),
                100_000,
                key -> Integer.remainderUnsigned(Fnv1a.hash32(FLAG + key), 100_000));
    }

    /** Variants in the order of the list, by a Murmur hash modulo the sum of their per-mille weights. */
    static ListedScheme unleash() {
        return new ListedScheme("Unleash", AS_LISTED, 1_000, by(Algorithm.UNLEASH_VARIANTS, FLAG, 1_000));
    }

    /** Variations in the order of the list, by the cumulative sums of their weights. */
    static ListedScheme launchDarkly() {
        return new ListedScheme(
                "LaunchDarkly", AS_LISTED, 100_000, by(Algorithm.LAUNCHDARKLY, FLAG + ".salt", 100_000));
    }

    /** Variants in the order of the list, by the high word of hash times total. */
    static ListedScheme flagd() {
        return new ListedScheme("flagd", AS_LISTED, 100, by(Algorithm.BELAY_1, FLAG, 100));
    }

    private static ToIntFunction<String> by(Algorithm algorithm, String salt, int total) {
        Bucketing bucketing = new Bucketing(algorithm, salt, "targetingKey", total, MissingKey.FALL_THROUGH);
        return key -> bucketing.bucket(bucketing.point(key));
    }

    @Override
    public Scheme.Split start(Map<String, Integer> percents) {
        List<String> variants = new ArrayList<>(percents.keySet());
        variants.sort(order);
        int[] weights = variants.stream()
                .mapToInt(variant -> percents.getOrDefault(variant, 0) * (total / 100))
                .toArray();
        return new Split(this, variants, weights);
    }

    private static final class Split implements Scheme.Split {

        private final ListedScheme scheme;
        private final List<String> variants;
        private final int[] weights;

        Split(ListedScheme scheme, List<String> variants, int[] weights) {
            this.scheme = scheme;
            this.variants = List.copyOf(variants);
            this.weights = weights;
        }

        @Override
        public Scheme.Split edit(Map<String, Integer> percents) {
            return scheme.start(percents);
        }

        @Override
        public String apply(String key) {
            int bucket = scheme.hash().applyAsInt(key);
            int end = 0;
            for (int index = 0; index < weights.length; index++) {
                end += weights[index];
                if (bucket < end) {
                    return variants.get(index);
                }
            }
            return variants.getLast();
        }
    }
}
