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
    private final UnusableSinks unusable;
    private final Signal signal = new Signal();
    private final Subscription subscription;
    private final Thread thread;
    private volatile List<String> blocked = List.of();
    private volatile boolean closing;
    private Set<String> known = Set.of();
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
        this.unusable = new UnusableSinks(parts.cursors(), parts.clock(), pauses.most());
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

    /** Ends every line once what it has under way has ended, and lets other nodes take over. */
    @Override
    public void close() {
        subscription.close();
        closing = true;
        signal.raise();
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
            while (!closing) {
                tick();
                signal.await(TICK);
            }
            running.values().forEach(RunningSink::stop);
            while (!running.isEmpty()) {
                closeEnded();
                running.values().forEach(this::renew);
                signal.await(TICK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            List<SinkDefinition> definitions = parts.sinks().all();
            stopAllBut(definitions);
            closeEnded();
            forgetAllBut(definitions);
            List<Held> held = definitions.stream()
                    .filter(each -> !each.paused())
                    .flatMap(each -> hold(each).stream())
                    .toList();
            // Read under the leases: before, another node may still have moved them.
            Map<String, List<Cursor>> cursors = definitions.isEmpty()
                    ? Map.of()
                    : parts.cursors().all().stream().collect(Collectors.groupingBy(Cursor::sink));
            held.forEach(
                    each -> attend(each, cursors.getOrDefault(each.definition().id(), List.of())));
            blocked = Blocked.sentences(definitions, cursors, parts.clock().instant());
            reached();
        } catch (LedgerException unavailable) {
            if (reachable) {
                LOG.atWarn().addKeyValue("error", unavailable.getMessage()).log("sinks.tables-unavailable");
            }
            reachable = false;
        } catch (RuntimeException | Error defect) {
            LOG.error("sinks.failed", defect);
        }
    }

    private void reached() {
        if (!reachable) {
            LOG.info("sinks.tables-available");
        }
        reachable = true;
    }

    private void stopAllBut(List<SinkDefinition> definitions) {
        Map<String, SinkDefinition> active = definitions.stream()
                .filter(each -> !each.paused())
                .collect(Collectors.toMap(SinkDefinition::id, each -> each));
        unusable.retain(active.keySet());
        running.forEach((id, sink) -> {
            SinkDefinition definition = active.get(id);
            if (definition == null
                    || definition.generation() != sink.definition().generation()) {
                sink.stop();
            }
        });
    }

    private void forgetAllBut(List<SinkDefinition> definitions) {
        Set<String> ids = definitions.stream().map(SinkDefinition::id).collect(Collectors.toSet());
        if (!ids.equals(known)) {
            Measures.forgetAllBut(parts.metrics(), ids);
            known = ids;
        }
    }

    /** A sink whose lease this node holds. */
    private record Held(SinkDefinition definition, Lease lease) {}

    private Optional<Held> hold(SinkDefinition definition) {
        RunningSink sink = running.get(definition.id());
        if (sink == null && unusable.isSetAside(definition)) {
            return Optional.empty();
        }
        Optional<Lease> lease =
                parts.leases().hold(definition.id(), Optional.ofNullable(sink).map(RunningSink::lease));
        if (sink != null && lease.isEmpty()) {
            sink.stop();
        }
        return lease.map(each -> new Held(definition, each));
    }

    private void attend(Held held, List<Cursor> cursors) {
        RunningSink sink = running.get(held.definition().id());
        if (sink != null && sink.isStopping()) {
            return;
        }
        List<Cursor> all = complete(held.definition(), cursors);
        if (sink == null) {
            sink = start(held, all);
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
                                () -> parts.sinks().isCurrent(sink.definition()),
                                sink.lease(),
                                parts.cursors(),
                                parts.undeliverable(),
                                pauses,
                                sink.measures(),
                                parts.clock(),
                                System::nanoTime),
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

    private @Nullable RunningSink start(Held held, List<Cursor> cursors) {
        SinkDefinition definition = held.definition();
        try {
            RunningSink sink = new RunningSink(
                    definition,
                    held.lease(),
                    parts.open().apply(definition),
                    new Measures(parts.metrics(), definition.id(), definition.kind()),
                    signal::raise);
            running.put(definition.id(), sink);
            return sink;
        } catch (RuntimeException failure) {
            unusable.setAside(definition, held.lease(), cursors, failure);
            release(held.lease());
            return null;
        }
    }

    private void closeEnded() {
        running.values().stream().filter(RunningSink::hasEnded).toList().forEach(sink -> {
            running.remove(sink.definition().id());
            sink.close();
            release(sink.lease());
        });
    }

    private void renew(RunningSink sink) {
        try {
            parts.leases().hold(sink.definition().id(), Optional.of(sink.lease()));
        } catch (LedgerException unavailable) {
            LOG.debug("sink.lease-not-renewed sink={}", sink.definition().id());
        }
    }

    private void release(Lease lease) {
        try {
            parts.leases().release(lease);
        } catch (LedgerException unavailable) {
            // The lease runs out by itself.
            LOG.debug("sink.lease-not-released sink={}", lease.sink());
        }
    }
}
