package dev.belay.testkit;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Compacting;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A journal in front of another one that fails, waits or answers nonsense when a test says so. It verifies every ledger
 * whenever it recovers.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class UnreliableJournal implements Journal {

    private volatile Journal journal;
    private final Map<LedgerId, Map<Long, UnaryOperator<LedgerEntry>>> damages = new ConcurrentHashMap<>();
    private final AtomicReference<Writing> writing = new AtomicReference<>(Consumer::accept);
    private final AtomicReference<Runnable> recovering = new AtomicReference<>(() -> {});
    private volatile UnaryOperator<Sharing> sharing = UnaryOperator.identity();
    private volatile UnaryOperator<Compacting> compacting = UnaryOperator.identity();
    private final List<Batch> batches = new CopyOnWriteArrayList<>();

    /** Behaves like {@code journal} until told otherwise. */
    public UnreliableJournal(Journal journal) {
        this.journal = journal;
    }

    /** Uses another journal from now on, as when somebody exchanges the disk. */
    public void exchange(Journal other) {
        journal = other;
    }

    /** Answers another entry in the place of one that is stored. */
    public void damage(LedgerId ledger, long revision, UnaryOperator<LedgerEntry> damage) {
        damages.computeIfAbsent(ledger, id -> new ConcurrentHashMap<>()).put(revision, damage);
    }

    /** Writes in another way from now on. */
    public void writing(Writing way) {
        writing.set(way);
    }

    /** Shares the storage in another way, for stores that are opened from now on. */
    public void sharing(UnaryOperator<Sharing> way) {
        sharing = way;
    }

    /** Compacts in another way from now on. */
    public void compacting(UnaryOperator<Compacting> way) {
        compacting = way;
    }

    /** Runs this before every recovery from now on; what it throws, recovering throws. */
    public void recovering(Runnable before) {
        recovering.set(before);
    }

    /** Every batch that was stored, in order. */
    public List<Batch> batches() {
        return List.copyOf(batches);
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        recovering.get().run();
        Map<LedgerId, Recovered> recovered = journal.recover();
        recovered
                .keySet()
                .forEach(ledger -> verify(ledger, 1, checked -> {}).broken().ifPresent(broken -> {
                    throw new LedgerBrokenException(broken);
                }));
        return recovered;
    }

    @Override
    public void write(Batch batch) {
        writing.get().write(this::store, batch);
    }

    @Override
    public Optional<Sharing> sharing() {
        return journal.sharing().map(sharing);
    }

    private void store(Batch batch) {
        journal.write(batch);
        batches.add(batch);
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return journal.idempotency(key, notBefore);
    }

    @Override
    public long oldest(LedgerId ledger) {
        return journal.oldest(ledger);
    }

    @Override
    public OptionalLong neededByRecords(LedgerId ledger, Instant notBefore) {
        return journal.neededByRecords(ledger, notBefore);
    }

    @Override
    public Compacting compacting(LedgerId ledger, long revision) {
        return compacting.apply(journal.compacting(ledger, revision));
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return journal.at(ledger, revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return journal.revisionAt(ledger, instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return journal.entry(ledger, revision).map(entry -> damaged(ledger, entry));
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return journal.entries(ledger, after, limit).stream()
                .map(entry -> damaged(ledger, entry))
                .toList();
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return journal.versions(ledger, subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return journal.document(hash);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return journal.documentAlone(hash);
    }

    @Override
    public Set<String> missing(Collection<String> hashes) {
        return journal.missing(hashes);
    }

    @Override
    public void close() {
        journal.close();
    }

    private LedgerEntry damaged(LedgerId ledger, LedgerEntry entry) {
        return damages.getOrDefault(ledger, Map.of())
                .getOrDefault(entry.revision(), UnaryOperator.identity())
                .apply(entry);
    }

    /** A way to write a batch, well or badly. */
    @FunctionalInterface
    public interface Writing {

        /** Fails without storing anything. */
        Writing FAILING = (store, batch) -> {
            throw new StoreUnavailableException("the disk is full");
        };

        /** Stores the batch and fails afterwards, as when the answer of a remote store is lost. */
        Writing FAILING_AFTERWARDS = (store, batch) -> {
            store.accept(batch);
            throw new StoreUnavailableException("the answer was lost");
        };

        /** Writes, or does not. */
        void write(Consumer<Batch> store, Batch batch);
    }
}
