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

    /** Makes salt, total and parameters ready, once for many keys. */
    Placement placement(String salt, int total, Map<String, String> parameters);

    /** The bucket of a point; {@code total} itself for a key that is outside every share. */
    default int bucket(long point, int total) {
        return (int) point;
    }

    /** Where slices of these weights end. */
    default Seams seams(int[] weights, int total) {
        return Seams.between(weights);
    }
}
