package dev.belay.server.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many clients asked lately for single answers, and so cannot say what they have applied: told apart by their
 * address and key.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Callers {

    /** Who asked within this time, and perhaps as long before that, is counted. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    private final InstantSource clock;
    private DistinctCount before = new DistinctCount();
    private DistinctCount now = new DistinctCount();
    private Instant since;

    Callers(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Counts a client, and answers whether it may be another one than before. */
    synchronized boolean note(String key, String address) {
        turn();
        return now.add(spread(31L * key.hashCode() + address.hashCode()));
    }

    synchronized DistinctCount lately() {
        turn();
        DistinctCount both = new DistinctCount();
        both.add(before);
        both.add(now);
        return both;
    }

    private void turn() {
        Instant instant = clock.instant();
        Duration passed = Duration.between(since, instant);
        if (passed.compareTo(PERIOD) >= 0) {
            before = passed.compareTo(PERIOD.multipliedBy(2)) >= 0 ? new DistinctCount() : now;
            now = new DistinctCount();
            since = instant;
        }
    }

    // The last step of MurmurHash3: every bit of the outcome depends on every bit that is given.
    private static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
