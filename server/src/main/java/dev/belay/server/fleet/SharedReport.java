package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says to all who wait for one flag set whether everybody has come to a position. The fleet is looked at when something
 * was noted, for all of them at once, and the more rarely the longer that takes, so that waiting costs little of a
 * processor whatever the size of the fleet and the number of those who wait.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; the one that looks makes the others wait.
 */
final class SharedReport {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    /** What changes by time alone, or elsewhere, is seen after this long. */
    private static final long STALE = Duration.ofMillis(250).toNanos();

    /** Looking takes a twentieth of a processor at most. */
    private static final int SHARE = 20;

    private final Supplier<FleetReport> report;
    private final LongSupplier changes;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<Whereabouts, Long> counts = Map.of();
    private boolean looked;
    private long lookedAt;
    private long seen;
    private volatile long pause = SHORTEST_PAUSE;

    /**
     * A report that has not been made.
     *
     * @param changes another number whenever something was noted
     */
    SharedReport(Supplier<FleetReport> report, LongSupplier changes, LongSupplier nanos) {
        this.report = report;
        this.changes = changes;
        this.nanos = nanos;
    }

    /** Whether everybody has applied a position, as of {@link #pauseNanos} ago at most. */
    boolean isAt(Position wanted) {
        return newest().keySet().stream().allMatch(where -> where.against(wanted) == Standing.AT);
    }

    /** How long to pause before asking again. */
    long pauseNanos() {
        return pause;
    }

    private Map<Whereabouts, Long> newest() {
        lock.lock();
        try {
            if (isDue()) {
                look();
            }
            return counts;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        long age = nanos.getAsLong() - lookedAt;
        boolean news = changes.getAsLong() != seen;
        return !looked || (age >= pause && (news || age >= STALE));
    }

    private void look() {
        long begun = nanos.getAsLong();
        seen = changes.getAsLong();
        counts = report.get().counts();
        looked = true;
        lookedAt = nanos.getAsLong();
        pause = Math.clamp((lookedAt - begun) * SHARE, SHORTEST_PAUSE, LONGEST_PAUSE);
    }
}
