package dev.belay.ledger;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A store that passes everything on to another, for those that do some of it in another way.
 *
 * <p><b>Thread-safety:</b> as the store that it passes on to.
 */
public abstract class ForwardingLedgerStore implements LedgerStore {

    private final LedgerStore store;

    /** Passes on to a store, which closes with this one. */
    protected ForwardingLedgerStore(LedgerStore store) {
        this.store = store;
    }

    /** The store that this one passes on to. */
    public final LedgerStore store() {
        return store;
    }

    @Override
    public Commit commit(Proposal proposal) {
        return store.commit(proposal);
    }

    @Override
    public List<LedgerId> ledgers() {
        return store.ledgers();
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return store.exists(ledger);
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return store.head(ledger);
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return store.at(ledger, revision);
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return store.revisionAt(ledger, instant);
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return store.entry(ledger, revision);
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        return store.entries(ledger, after, limit);
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return store.versions(ledger, subject);
    }

    @Override
    public Optional<Document> document(String hash) {
        return store.document(hash);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return store.documentAlone(hash);
    }

    @Override
    public Subscription subscribe(Consumer<Commit> listener) {
        return store.subscribe(listener);
    }

    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        return store.verify(ledger, from, progress);
    }

    @Override
    public long oldest(LedgerId ledger) {
        return store.oldest(ledger);
    }

    @Override
    public long compactable(LedgerId ledger) {
        return store.compactable(ledger);
    }

    @Override
    public Compacted compact(LedgerId ledger, long revision) {
        return store.compact(ledger, revision);
    }

    @Override
    public Duration age() {
        return store.age();
    }

    @Override
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void close() {
        store.close();
    }
}
