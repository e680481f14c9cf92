package dev.belay.client.stream;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt to connect: less than a second at first, then up to a second, twice as long
 * each time, up to the longest. Chance decides on the whole of the first wait and on half of the others,
 * so that all who have lost the same server do not come to it at once.
 *
 * <p>A connection that has brought what the server has ends the count of attempts that were in vain, however long the
 * server had been away. One that is lost within ten seconds after that counts as brief, and brief ones in a row make waits
 * grow, too: a server that takes everybody in and falls over is left alone for longer and longer. The time that an attempt
 * takes counts for nothing, because it may have been spent waiting for an answer.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Reconnects {

    /** A connection that was good for so long has shown that the server can keep it. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private static final long FIRST_MILLIS = 1_000;

    private final DoubleSupplier chance;
    private final long longestMillis;
    private int failures;
    private int brief;

    /**
     * Nothing has been tried yet.
     *
     * @param chance  evenly distributed from 0 to less than 1
     * @param longest at least a second
     */
    Reconnects(DoubleSupplier chance, Duration longest) {
        this.chance = chance;
        this.longestMillis = longest.toMillis();
    }

    /** The wait after an attempt that did not bring what the server has. */
    Duration afterFailure() {
        failures++;
        return failures == 1
                ? Duration.ofMillis((long) (chance.getAsDouble() * FIRST_MILLIS))
                : Retries.grown(FIRST_MILLIS, failures - 2, longestMillis, chance);
    }

    /**
     * The wait after a connection that did.
     *
     * @param good how long it lasted from then on
     */
    Duration afterConnection(Duration good) {
        brief = good.compareTo(LASTING) < 0 ? brief + 1 : 0;
        failures = Math.max(0, brief - 1);
        return afterFailure();
    }
}
