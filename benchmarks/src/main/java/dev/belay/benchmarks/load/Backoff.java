package dev.belay.benchmarks.load;

import java.util.SplittableRandom;

/**
 * Waits between attempts as the SDK does: within a second at first, then twice as long each time up to half a minute, with
 * chance. Unlike the SDK it does not count connections that were brief.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final SplittableRandom chance;
    private int failures;

    Backoff(long seed) {
        this.chance = new SplittableRandom(seed);
    }

    long nextMillis() {
        failures++;
        if (failures == 1) {
            return chance.nextLong(FIRST_MILLIS);
        }
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 2, 20));
        return full / 2 + chance.nextLong(full / 2);
    }

    void reset() {
        failures = 0;
    }
}
