package dev.belay.core.bucketing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arithmetic that turns a salt and a key into a bucket, chosen by name in a flag's document. Each is one class, one
 * line here, and one file of vectors.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public enum Algorithm {

    /** Belay's own, and flagd's since April 2026. */
    BELAY_1("belay-1", new Belay1()),

    /** Unleash's gradual rollouts. */
    UNLEASH("unleash", new Unleash(Unleash.ROLLOUT_SEED, 100)),

    /** Unleash's variants. */
    UNLEASH_VARIANTS("unleash-variants", new Unleash(Unleash.VARIANT_SEED, 1_000)),

    /** LaunchDarkly's rollouts and experiments. */
    LAUNCHDARKLY("launchdarkly", new LaunchDarkly()),

    /** GrowthBook with hash version 1. */
    GROWTHBOOK_1("growthbook-1", new GrowthBook1()),

    /** GrowthBook with hash version 2. */
    GROWTHBOOK_2("growthbook-2", new GrowthBook2()),

    /** flagd before April 2026. */
    FLAGD_LEGACY("flagd-legacy", new FlagdLegacy()),

    /** Gutter's percentages. */
    GUTTER("gutter", new Gutter()),

    /** Gargoyle's percentages. */
    GARGOYLE("gargoyle", new Gargoyle()),

    /** Feature Ramp's percentages. */
    FEATURE_RAMP("feature-ramp", new FeatureRamp());

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // Every arithmetic is immutable: it says so.
    private final Arithmetic arithmetic;

    Algorithm(String word, Arithmetic arithmetic) {
        this.word = word;
        this.arithmetic = arithmetic;
    }

    /** The algorithm's name in documents. */
    public String word() {
        return word;
    }

    /** How many buckets there may be. */
    public Totals totals() {
        return arithmetic.totals();
    }

    /** What a document may set beside the salt. */
    public List<Parameter> parameters() {
        return arithmetic.parameters();
    }

    /**
     * The bucket of a key, with every parameter as usual.
     *
     * @param total how many buckets there are, at least 1
     * @return a number from 0 to {@code total - 1}; {@code total} for a key outside every share; -1 for a key that the
     *     algorithm cannot place
     */
    public int bucket(String salt, String key, int total) {
        long point = arithmetic.placement(salt, total, Map.of()).point(key);
        return point < 0 ? -1 : arithmetic.bucket(point, total);
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** The algorithm with this name in documents, if there is one. */
    public static Optional<Algorithm> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** Spreads 32 evenly distributed bits over {@code total} buckets. */
    public static int scale(int bits, int total) {
        return (int) ((Integer.toUnsignedLong(bits) * total) >>> 32);
    }
}
