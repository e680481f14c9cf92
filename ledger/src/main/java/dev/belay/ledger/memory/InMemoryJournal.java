package dev.belay.ledger.memory;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Compacting;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.serial.Sharing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A journal that lasts as long as the object: closing it frees nothing, so a store can be opened on it again.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class InMemoryJournal implements Journal {

    private final InMemoryStorage storage;
    private final InMemorySharing view;
    private final boolean shared;

    /** A journal without ledgers, for one store. */
    public InMemoryJournal() {
        this(new InMemoryStorage(), false);
    }

    private InMemoryJournal(InMemoryStorage storage, boolean shared) {
        this.storage = storage;
        this.view = new InMemorySharing(storage);
        this.shared = shared;
    }

    /** A journal without ledgers, for one of several stores that share them. */
    public static InMemoryJournal shared() {
        return new InMemoryJournal(new InMemoryStorage(), true);
    }

    /** A journal on the same ledgers, for another store. Both must come from {@link #shared()}. */
    public InMemoryJournal another() {
        if (!shared) {
            throw new IllegalStateException("The ledgers of this journal belong to one store; make it by shared()");
        }
        return new InMemoryJournal(storage, true);
    }

    @Override
    public Optional<Sharing> sharing() {
        return shared ? Optional.of(view) : Optional.empty();
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        return view.recover();
    }

    @Override
    public void write(Batch batch) {
        view.write(batch);
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return storage.record(key).filter(record -> !record.at().isBefore(notBefore));
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return ledger(ledger).at(revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return ledger(ledger).revisionAt(instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return ledger(ledger).entry(revision);
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return ledger(ledger).entries(after, limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return ledger(ledger).versions(subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return storage.document(hash);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return document(hash);
    }

    @Override
    public Set<String> missing(Collection<String> hashes) {
        Set<String> missing = new HashSet<>(hashes);
        missing.removeIf(hash -> storage.document(hash).isPresent());
        return missing;
    }

    @Override
    public long oldest(LedgerId ledger) {
        return ledger(ledger).oldest();
    }

    @Override
    public OptionalLong neededByRecords(LedgerId ledger, Instant notBefore) {
        return storage.neededByRecords(ledger, notBefore);
    }

    @Override
    public Compacting compacting(LedgerId ledger, long revision) {
        return new InMemoryCompacting(view, ledger, revision);
    }

    @Override
    public void close() {}

    private InMemoryLedger ledger(LedgerId id) {
        return storage.ledger(id);
    }
}
