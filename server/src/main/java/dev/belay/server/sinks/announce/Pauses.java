package dev.belay.server.sinks.announce;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after failures: twice as long each time, up to a minute, and a random part of that less, so that many
 * lines do not try at the same moment.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 *
 * @param first  after the first failure
 * @param most   after many
 */
record Pauses(Duration first, Duration most) {

    private static final int DOUBLINGS = 16;

    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS);
        long millis = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
