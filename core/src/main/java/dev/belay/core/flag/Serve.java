package dev.belay.core.flag;

import dev.belay.core.bucketing.BucketingOverride;
import java.util.List;

/**
 * What a rule, or a flag's {@code otherwise}, serves.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Serve {

    /** One variant, by name. */
    record OneVariant(String variant) implements Serve {}

    /**
     * Variants by weight. Slices take their buckets in order; buckets beyond the last slice decide nothing.
     *
     * @param slices    the pieces, which may repeat a variant
     * @param bucketing what this split sets for itself
     */
    record Split(List<Slice> slices, BucketingOverride bucketing) implements Serve {
        public Split {
            slices = List.copyOf(slices);
        }
    }
}
