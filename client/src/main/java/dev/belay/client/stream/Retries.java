package dev.belay.client.stream;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before asking the same server again: not at all at first, then twice as long each time, never more than half a
 * minute, and never exactly as long as other clients.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Retries {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 30_000;

    private final DoubleSupplier chance;
    private int failures;

    /** @param chance evenly distributed from 0 to less than 1 */
    Retries(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** The wait before the attempt that follows the newest failure. */
    Duration next() {
        failures++;
        if (failures == 1) {
            return Duration.ZERO;
        }
        return grown(SHORTEST_MILLIS, failures - 2, LONGEST_MILLIS, chance);
    }

    /** A wait that has been doubled so many times, up to the longest, and shortened by chance by up to half. */
    static Duration grown(long firstMillis, int doublings, long longestMillis, DoubleSupplier chance) {
        long full = Math.min(longestMillis, firstMillis << Math.min(doublings, 20));
        return Duration.ofMillis(full / 2 + (long) (chance.getAsDouble() * full / 2));
    }

    /** Forgets the failures, because things went well for a while. */
    void reset() {
        failures = 0;
    }
}
