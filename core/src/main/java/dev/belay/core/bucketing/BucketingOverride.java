package dev.belay.core.bucketing;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The parts of a bucketing that one split sets for itself; what is absent comes from the flag, except the salt. A split
 * that names another algorithm than the flag's takes that algorithm's usual total and parameters instead.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param algorithm    the split's own arithmetic, if any
 * @param salt         the split's own salt, if any
 * @param by           the split's own attribute, if any
 * @param total        the split's own number of buckets, if any
 * @param parameters   the parameters that the split sets
 * @param onMissingKey the split's own choice, if any
 */
public record BucketingOverride(
        Optional<Algorithm> algorithm,
        Optional<String> salt,
        Optional<String> by,
        OptionalInt total,
        Map<String, String> parameters,
        Optional<MissingKey> onMissingKey) {

    /** Sets nothing. */
    public static final BucketingOverride NONE = new BucketingOverride(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /** Copies the parameters. */
    public BucketingOverride {
        parameters = parameters.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Sets no parameters. */
    public BucketingOverride(
            Optional<Algorithm> algorithm,
            Optional<String> salt,
            Optional<String> by,
            OptionalInt total,
            Optional<MissingKey> onMissingKey) {
        this(algorithm, salt, by, total, Map.of(), onMissingKey);
    }

    /**
     * Fills what is absent from the flag's bucketing, and an absent salt with {@code defaultSalt}.
     *
     * @throws IllegalArgumentException if the algorithm does not allow the total or the parameters
     */
    public Bucketing over(Bucketing flag, String defaultSalt) {
        Algorithm chosen = algorithm.orElse(flag.algorithm());
        boolean inherits = chosen == flag.algorithm();
        Map<String, String> filled = new HashMap<>(inherits ? flag.parameters() : Map.of());
        filled.putAll(parameters);
        return new Bucketing(
                chosen,
                salt.orElse(defaultSalt),
                by.orElse(flag.by()),
                total.orElse(inherits ? flag.total() : chosen.totals().usual()),
                filled,
                onMissingKey.orElse(flag.onMissingKey()));
    }
}
