package dev.belay.core.bucketing;

import java.util.List;
import java.util.Map;

/**
 * One way from a salt and a key to a slot. A key becomes a <em>point</em>, in whatever fine measure the algorithm has; a
 * point lies in a bucket, and in a slice. For most algorithms the point is the bucket.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
interface Arithmetic {

    /** The point of a key that this algorithm cannot place. */
    long NO_POINT = -1;

    /** No slice: the rest. */
    int REST = -1;

    /** How many buckets there may be. */
    Totals totals();

    /** What may be set beside the salt. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Where a key falls: 0 or more, or {@link #NO_POINT}. */
    long point(String salt, String key, int total, Map<String, String> parameters);

    /** The bucket of a point; {@code total} itself for a key that is outside every share. */
    default int bucket(long point, int total) {
        return (int) point;
    }

    /** The place in {@code weights} of the slice that a point falls into, or {@link #REST}. */
    default int slice(long point, int[] weights, int total) {
        long end = 0;
        for (int at = 0; at < weights.length; at++) {
            end += weights[at];
            if (point < end) {
                return at;
            }
        }
        return REST;
    }
}
