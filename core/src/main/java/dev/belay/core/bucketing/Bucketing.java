package dev.belay.core.bucketing;

/**
 * How a split or a share finds the bucket of a context.
 *
 * @param algorithm    the arithmetic
 * @param salt         the text that decorrelates this split from others
 * @param by           the attribute whose value is bucketed, or {@link #RANDOM}
 * @param total        how many buckets there are, from 1 to 2^31 - 1
 * @param onMissingKey what happens without a usable key
 */
public record Bucketing(Algorithm algorithm, String salt, String by, int total, MissingKey onMissingKey) {

    /** The number of buckets where a document names none: thousandths of a percent. */
    public static final int DEFAULT_TOTAL = 100_000;

    /** The value of {@code by} that draws by the call's own random number instead of a key. */
    public static final String RANDOM = "$random";

    /** Checks the total. */
    public Bucketing {
        if (total < 1) {
            throw new IllegalArgumentException("A bucketing total must be at least 1, and " + total + " is not");
        }
    }

    /** The bucketing of a flag whose document names none: {@code belay-1} by the targeting key. */
    public static Bucketing defaultFor(String salt) {
        return new Bucketing(Algorithm.BELAY_1, salt, "targetingKey", DEFAULT_TOTAL, MissingKey.FALL_THROUGH);
    }

    /** A copy with another salt. */
    public Bucketing withSalt(String changed) {
        return new Bucketing(algorithm, changed, by, total, onMissingKey);
    }
}
