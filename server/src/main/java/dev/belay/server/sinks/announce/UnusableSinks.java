package dev.belay.server.sinks.announce;

import dev.belay.ledger.LedgerException;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases.Lease;
import dev.belay.server.sinks.storage.SinkDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks that this node cannot open, for example because it has no key to their secrets. They are left alone for a
 * while, or until their definition changes, so that a node which can open them gets their leases.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class UnusableSinks {

    private static final Logger LOG = LoggerFactory.getLogger("belay.sinks");

    private final CursorStore cursors;
    private final InstantSource clock;
    private final long pause;
    private final Map<String, Failure> failures = new HashMap<>();

    UnusableSinks(CursorStore cursors, InstantSource clock, Duration pause) {
        this.cursors = cursors;
        this.clock = clock;
        this.pause = pause.toNanos();
    }

    private record Failure(long generation, long at) {}

    /** Whether a sink is not to be tried now. */
    boolean isSetAside(SinkDefinition definition) {
        Failure failure = failures.get(definition.id());
        return failure != null
                && failure.generation() == definition.generation()
                && System.nanoTime() - failure.at() < pause;
    }

    /** Says that a sink cannot be opened, and why, in each of its cursors. */
    void setAside(SinkDefinition definition, Lease lease, List<Cursor> all, RuntimeException failure) {
        String error = String.valueOf(failure.getMessage());
        Failure before = failures.put(definition.id(), new Failure(definition.generation(), System.nanoTime()));
        if (before == null || before.generation() != definition.generation()) {
            LOG.atError()
                    .addKeyValue("sink", definition.id())
                    .addKeyValue("error", error)
                    .log("sink.unusable");
        }
        Cursor.Trouble trouble = Cursor.Trouble.unusable(clock.instant(), error);
        try {
            all.stream()
                    .filter(cursor -> cursor.trouble().isEmpty())
                    .forEach(cursor -> cursors.store(cursor.with(trouble), lease.fence()));
        } catch (LedgerException unavailable) {
            LOG.debug("sink.unusable-not-noted sink={}", definition.id());
        }
    }

    /** Forgets all but these sinks. */
    void retain(Set<String> sinks) {
        failures.keySet().retainAll(sinks);
    }
}
