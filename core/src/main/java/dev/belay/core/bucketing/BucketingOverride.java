package dev.belay.core.bucketing;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parts of a bucketing that one split sets for itself; what is absent comes from the flag, except the salt.
 *
 * @param algorithm    the split's own arithmetic, if any
 * @param salt         the split's own salt, if any
 * @param by           the split's own attribute, if any
 * @param total        the split's own number of buckets, if any
 * @param onMissingKey the split's own choice, if any
 */
public record BucketingOverride(
        Optional<Algorithm> algorithm,
        Optional<String> salt,
        Optional<String> by,
        OptionalInt total,
        Optional<MissingKey> onMissingKey) {

    /** Sets nothing. */
    public static final BucketingOverride NONE = new BucketingOverride(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /** Fills what is absent from the flag's bucketing, and an absent salt with {@code defaultSalt}. */
    public Bucketing over(Bucketing flag, String defaultSalt) {
        return new Bucketing(
                algorithm.orElse(flag.algorithm()),
                salt.orElse(defaultSalt),
                by.orElse(flag.by()),
                total.orElse(flag.total()),
                onMissingKey.orElse(flag.onMissingKey()));
    }
}
