package dev.belay.server.fleet;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many instances took how long, in milliseconds. Exact below 16, beyond that in steps of at most a sixteenth, so
 * that two of them add up without losing anything.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class DeliveryTimes {

    /** Longer than this is not told apart. */
    private static final long LONGEST = (1L << 30) - 1;

    private static final int STEPS_LOG2 = 4;
    private static final int STEPS = 1 << STEPS_LOG2;

    private final NavigableMap<Integer, Long> buckets = new TreeMap<>();
    private long count;
    private long last;

    void record(long millis) {
        long bounded = Math.clamp(millis, 0, LONGEST);
        add(bucket(bounded), 1);
        last = Math.max(last, bounded);
    }

    /** Adds what a report says of one bucket. */
    void add(int bucket, long instances) {
        buckets.merge(bucket, instances, Long::sum);
        count += instances;
    }

    void add(DeliveryTimes other) {
        other.buckets.forEach(this::add);
        atLeast(other.last);
    }

    /** Notes that one of them took this long. */
    void atLeast(long millis) {
        last = Math.max(last, millis);
    }

    long count() {
        return count;
    }

    /** The longest. */
    long last() {
        return last;
    }

    /** What this share of the instances did not exceed; 0 if there are none. */
    long percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= wanted) {
                return Math.min(last, longestIn(bucket.getKey()));
            }
        }
        return last;
    }

    /** How many instances are in each bucket that has any. */
    Map<Integer, Long> buckets() {
        return buckets;
    }

    DeliveryTimes copy() {
        DeliveryTimes copy = new DeliveryTimes();
        copy.add(this);
        return copy;
    }

    /** The highest number of a bucket that there can be. */
    static int lastBucket() {
        return bucket(LONGEST);
    }

    private static int bucket(long millis) {
        if (millis < STEPS) {
            return (int) millis;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - STEPS_LOG2;
        return (octave << STEPS_LOG2) + (int) (millis >>> octave);
    }

    private static long longestIn(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int octave = (bucket >>> STEPS_LOG2) - 1;
        long first = (long) (STEPS + (bucket & STEPS - 1)) << octave;
        return first + (1L << octave) - 1;
    }
}
