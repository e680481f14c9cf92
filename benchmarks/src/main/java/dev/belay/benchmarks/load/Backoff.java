package dev.belay.benchmarks.load;

import java.util.SplittableRandom;

/** Waits between attempts as the SDK does: none at first, then twice as long each time up to half a minute, with chance. */
final class Backoff {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 30_000;

    private final SplittableRandom chance;
    private int failures;

    Backoff(long seed) {
        this.chance = new SplittableRandom(seed);
    }

    long nextMillis() {
        failures++;
        if (failures == 1) {
            return 0;
        }
        long full = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(failures - 2, 20));
        return full / 2 + chance.nextLong(full / 2);
    }

    void reset() {
        failures = 0;
    }
}
