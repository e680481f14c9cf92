package dev.belay.core.bucketing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a split or a share finds the bucket of a context. A key becomes a <em>point</em>, which lies in a bucket and in a
 * slice; the point is asked for once, and both follow from it.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param algorithm    the arithmetic
 * @param salt         the text that decorrelates this split from others
 * @param by           the attribute whose value is bucketed, or {@link #RANDOM}
 * @param total        how many buckets there are, as the algorithm allows
 * @param parameters   what the algorithm takes beside the salt, by name; filled in where it was left out
 * @param onMissingKey what happens without a usable key
 */
public record Bucketing(
        Algorithm algorithm,
        String salt,
        String by,
        int total,
        Map<String, String> parameters,
        MissingKey onMissingKey) {

    /** The number of buckets where a document names none: thousandths of a percent. */
    public static final int DEFAULT_TOTAL = 100_000;

    /** The value of {@code by} that draws by the call's own random number instead of a key. */
    public static final String RANDOM = "$random";

    /** The point of a key that the algorithm cannot place. */
    public static final long NO_POINT = Arithmetic.NO_POINT;

    /** No slice: the rest, which decides nothing. */
    public static final int REST = Arithmetic.REST;

    /** Checks the total and the parameters, and fills in the parameters that are left out. */
    public Bucketing {
        if (!algorithm.totals().allows(total)) {
            throw new IllegalArgumentException("With " + algorithm.word() + " a bucketing total must be "
                    + algorithm.totals().allowed() + ", and " + total + " is not");
        }
        parameters = filledIn(algorithm, parameters);
    }

    /** A bucketing with every parameter as usual. */
    public Bucketing(Algorithm algorithm, String salt, String by, int total, MissingKey onMissingKey) {
        this(algorithm, salt, by, total, Map.of(), onMissingKey);
    }

    /** The bucketing of a flag whose document names none: {@code belay-1} by the targeting key. */
    public static Bucketing defaultFor(String salt) {
        return new Bucketing(Algorithm.BELAY_1, salt, "targetingKey", DEFAULT_TOTAL, MissingKey.FALL_THROUGH);
    }

    /** A copy with another salt. */
    public Bucketing withSalt(String changed) {
        return new Bucketing(algorithm, changed, by, total, parameters, onMissingKey);
    }

    /** Where a key falls: 0 or more, or {@link #NO_POINT}. */
    public long point(String key) {
        return placement().point(key);
    }

    /** Tells where keys fall, with everything made ready for many of them. */
    public Placement placement() {
        return arithmetic().placement(salt, total, parameters);
    }

    /** Where a call by {@link #RANDOM} falls, from its 32 random bits. */
    public long draw(int random) {
        return Algorithm.scale(random, total);
    }

    /** The bucket that a point lies in, from 0 to {@code total - 1}; {@code total} if it is outside every share. */
    public int bucket(long point) {
        return arithmetic().bucket(point, total);
    }

    /** The place in {@code weights} of the slice that a point lies in, or {@link #REST}. */
    public int slice(long point, int[] weights) {
        return seams(weights).slice(point);
    }

    /** Tells which slice points lie in, with the weights made ready for many of them. */
    public Seams seams(int[] weights) {
        return arithmetic().seams(weights, total);
    }

    private Arithmetic arithmetic() {
        return (by.equals(RANDOM) ? Algorithm.BELAY_1 : algorithm).arithmetic();
    }

    private static Map<String, String> filledIn(Algorithm algorithm, Map<String, String> given) {
        if (algorithm.parameters().isEmpty() && given.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new TreeMap<>();
        for (Parameter parameter : algorithm.parameters()) {
            String value = given.getOrDefault(parameter.name(), parameter.usual());
            if (!parameter.choices().contains(value)) {
                throw new IllegalArgumentException("The parameter '" + parameter.name() + "' must be one of "
                        + parameter.choices() + ", and '" + value + "' is not");
            }
            all.put(parameter.name(), value);
        }
        if (!all.keySet().containsAll(given.keySet())) {
            throw new IllegalArgumentException(
                    algorithm.word() + " takes the parameters " + all.keySet() + ", not " + given.keySet());
        }
        return Collections.unmodifiableMap(all);
    }
}
