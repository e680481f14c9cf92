package dev.belay.server.replica;

import dev.belay.client.stream.Step;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Subscription;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.Verification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of flag sets in the shape in which features read ledgers: the newest states and, as far as they are kept,
 * those before and what led from each to the next. Entries say what changed and neither who did it nor why. What
 * changes something, or needs all of history, is refused with the address of the server that decides.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; never blocks for long.
 */
final class ReplicaStore implements LedgerStore {

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");

    private final URI upstream;
    private final ConcurrentSkipListMap<LedgerId, CopiedLedger> copies = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

    ReplicaStore(URI upstream) {
        this.upstream = upstream;
    }

    /** Moves the copy of a flag set on and tells of it; for each flag set on one thread at a time. */
    void apply(LedgerId flagSet, Step step) {
        CopiedLedger known = copies.get(flagSet);
        LedgerState state = step.known().state();
        if (known == null) {
            CopiedLedger first = new CopiedLedger(flagSet, state);
            copies.put(flagSet, first);
            tell(new Committed(flagSet, Optional.empty(), state, state));
        } else {
            known.apply(step).ifPresent(this::tell);
        }
    }

    private void tell(Committed committed) {
        Commit commit = new Commit(List.of(committed), false);
        for (Listener listener : listeners) {
            try {
                listener.consumer.accept(commit);
            } catch (RuntimeException failure) {
                LOG.error("replica.listener-failed flagSet={}", committed.ledger(), failure);
            }
        }
    }

    @Override
    public List<LedgerId> ledgers() {
        return List.copyOf(copies.keySet());
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return copies.containsKey(ledger);
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return copy(ledger).head();
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return copy(ledger).at(revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return copy(ledger).revisionAt(instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return copy(ledger).entries(revision - 1, 1).stream()
                .filter(entry -> entry.revision() == revision)
                .findFirst();
    }

    /** The first entries after a revision <em>that are kept</em>, ascending. */
    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return copy(ledger).entries(after, limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        throw elsewhere();
    }

    @Override
    public Optional<Document> document(String hash) {
        return copies.values().stream()
                .flatMap(copy -> copy.document(hash).stream())
                .findFirst();
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return document(hash);
    }

    @Override
    public Commit commit(Proposal proposal) {
        throw elsewhere();
    }

    @Override
    public Subscription subscribe(Consumer<Commit> consumer) {
        Listener listener = new Listener(consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        throw elsewhere();
    }

    /** Copies do not begin with history, so nothing of it is said to be compacted here. */
    @Override
    public long oldest(LedgerId ledger) {
        copy(ledger);
        return 0;
    }

    @Override
    public long compactable(LedgerId ledger) {
        throw elsewhere();
    }

    @Override
    public Compacted compact(LedgerId ledger, long revision) {
        throw elsewhere();
    }

    @Override
    public StoreHealth health() {
        return new StoreHealth.Unavailable(String.valueOf(elsewhere().getMessage()));
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private CopiedLedger copy(LedgerId ledger) {
        CopiedLedger copy = copies.get(ledger);
        if (copy == null) {
            throw new UnknownLedgerException(ledger);
        }
        return copy;
    }

    private StoreUnavailableException elsewhere() {
        return StoreUnavailableException.notMade(
                "This is a replica, which neither changes nor keeps history; nothing was written, ask " + upstream);
    }

    /** Has an identity of its own, so that the same consumer can subscribe twice. */
    private static final class Listener {
        private final Consumer<Commit> consumer;

        Listener(Consumer<Commit> consumer) {
            this.consumer = consumer;
        }
    }
}
