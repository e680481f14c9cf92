package dev.belay.server.sinks.announce;

import dev.belay.core.Position;
import dev.belay.ledger.Commit;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Subscription;
import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.Cursor;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.Leases.Lease;
import dev.belay.server.sinks.storage.SinkDefinition;
import dev.belay.server.sinks.storage.SinkStore;
import dev.belay.server.sinks.storage.UndeliverableStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sinks whose lease this node holds, and looks at the tables once a second for what has changed: new sinks,
 * paused ones, cursors that were moved, nodes that have died.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Announcer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("belay.sinks");
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Parts parts;
    private final Pauses pauses;
    private final Map<String, RunningSink> running = new ConcurrentHashMap<>();
    private final Set<String> unopened = new HashSet<>();
    private final Signal signal = new Signal();
    private final Subscription subscription;
    private final Thread thread;
    private volatile List<String> blocked = List.of();
    private boolean reachable = true;

    /**
     * What sinks are run with.
     *
     * @param open  opens a sink, without contacting anybody
     * @param first how long to wait after the first failure
     */
    public record Parts(
            LedgerStore store,
            SinkStore sinks,
            CursorStore cursors,
            UndeliverableStore undeliverable,
            Leases leases,
            Function<SinkDefinition, Sink> open,
            InstantSource clock,
            MeterRegistry metrics,
            Duration first) {

        /** How long a server waits after a sink's first failure. */
        public static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    }

    private Announcer(Parts parts) {
        this.parts = parts;
        this.pauses = new Pauses(parts.first(), Duration.ofMinutes(1));
        this.subscription = parts.store().subscribe(this::wake);
        Gauge.builder("belay.sinks.blocked", this, announcer -> announcer.blocked.size())
                .description("Sinks that wait for a person, whichever node delivers them")
                .register(parts.metrics());
        this.thread = Thread.ofVirtual().name("sinks").start(this::run);
    }

    /** Starts to run sinks. */
    public static Announcer start(Parts parts) {
        return new Announcer(parts);
    }

    /** Looks at the tables now. */
    public void look() {
        signal.raise();
    }

    /** What waits for a person, in a sentence each; as of a moment ago. */
    public List<String> blocked() {
        return blocked;
    }

    @Override
    public void close() {
        subscription.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake(Commit commit) {
        if (!running.isEmpty()) {
            commit.committed().forEach(committed -> running.values().forEach(sink -> sink.wake(committed.ledger())));
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                tick();
                signal.await(TICK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(running.keySet()).forEach(id -> stop(id, true));
    }

    private void tick() {
        try {
            List<SinkDefinition> definitions = parts.sinks().all();
            Map<String, List<Cursor>> cursors = definitions.isEmpty()
                    ? Map.of()
                    : parts.cursors().all().stream().collect(Collectors.groupingBy(Cursor::sink));
            stopAllBut(definitions);
            definitions.stream()
                    .filter(each -> !each.paused())
                    .forEach(each -> attend(each, cursors.getOrDefault(each.id(), List.of())));
            blocked = Blocked.sentences(definitions, cursors, parts.clock().instant());
            reachable = true;
        } catch (LedgerException unavailable) {
            if (reachable) {
                LOG.warn("sinks.tables-unavailable error={}", unavailable.getMessage());
            }
            reachable = false;
        } catch (RuntimeException defect) {
            LOG.error("sinks.failed", defect);
        }
    }

    private void stopAllBut(List<SinkDefinition> definitions) {
        Map<String, SinkDefinition> active = definitions.stream()
                .filter(each -> !each.paused())
                .collect(Collectors.toMap(SinkDefinition::id, each -> each));
        running.forEach((id, sink) -> {
            SinkDefinition definition = active.get(id);
            if (definition == null
                    || definition.generation() != sink.definition().generation()) {
                stop(id, true);
            }
        });
    }

    private void attend(SinkDefinition definition, List<Cursor> cursors) {
        RunningSink sink = running.get(definition.id());
        Optional<Lease> lease =
                parts.leases().hold(definition.id(), Optional.ofNullable(sink).map(RunningSink::lease));
        if (lease.isEmpty()) {
            stop(definition.id(), false);
            return;
        }
        List<Cursor> all = complete(definition, cursors);
        if (sink == null) {
            sink = start(definition, lease.get(), all);
        }
        if (sink != null) {
            follow(sink, all);
        }
    }

    private void follow(RunningSink sink, List<Cursor> cursors) {
        sink.follow(
                cursors,
                cursor -> new Line(
                        new LineParts(
                                new EventSource(
                                        parts.store(),
                                        cursor.flagSet(),
                                        sink.definition().manner(),
                                        EventSource.PATIENCE),
                                sink.sink(),
                                sink.definition().manner(),
                                sink.lease(),
                                parts.cursors(),
                                parts.undeliverable(),
                                pauses,
                                sink.measures(),
                                parts.clock()),
                        cursor));
    }

    // Environments that are younger than the sink are announced from their beginning.
    private List<Cursor> complete(SinkDefinition definition, List<Cursor> cursors) {
        Set<LedgerId> known = cursors.stream().map(Cursor::flagSet).collect(Collectors.toSet());
        List<LedgerId> missing = parts.store().ledgers().stream()
                .filter(ledger -> definition.covers(ledger) && !known.contains(ledger))
                .toList();
        for (LedgerId ledger : missing) {
            String epoch = parts.store().head(ledger).position().epoch();
            parts.cursors().make(definition.id(), ledger, new Position(epoch, 0));
        }
        return missing.isEmpty() ? cursors : parts.cursors().of(definition.id());
    }

    private @Nullable RunningSink start(SinkDefinition definition, Lease lease, List<Cursor> cursors) {
        try {
            RunningSink sink = new RunningSink(
                    definition,
                    lease,
                    parts.open().apply(definition),
                    new Measures(parts.metrics(), definition.id(), definition.kind()));
            running.put(definition.id(), sink);
            unopened.remove(definition.id());
            return sink;
        } catch (RuntimeException unusable) {
            report(definition, lease, cursors, unusable);
            return null;
        }
    }

    private void report(SinkDefinition definition, Lease lease, List<Cursor> cursors, RuntimeException unusable) {
        String error = String.valueOf(unusable.getMessage());
        if (unopened.add(definition.id())) {
            LOG.error("sink.unusable sink={} error={}", definition.id(), error);
        }
        Cursor.Trouble trouble = new Cursor.Trouble(parts.clock().instant(), 0, "", error, true);
        cursors.stream()
                .filter(cursor -> cursor.trouble().isEmpty())
                .forEach(cursor -> parts.cursors().store(cursor.with(trouble), lease.fence()));
    }

    private void stop(String id, boolean release) {
        RunningSink sink = running.remove(id);
        if (sink == null) {
            return;
        }
        sink.close();
        if (release) {
            release(sink);
        }
    }

    private void release(RunningSink sink) {
        try {
            parts.leases().release(sink.lease());
        } catch (LedgerException unavailable) {
            // The lease runs out by itself.
            LOG.debug("sink.lease-not-released sink={}", sink.definition().id());
        }
    }
}
