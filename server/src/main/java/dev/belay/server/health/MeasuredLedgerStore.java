package dev.belay.server.health;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.Subscription;
import dev.belay.ledger.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A ledger store whose commits are timed and counted; everything else it passes on.
 *
 * <p><b>Thread-safety:</b> as the store that it measures.
 */
public final class MeasuredLedgerStore implements LedgerStore {
    private final LedgerStore store;
    private final Timer commits;

    /** Measures a store, which closes with this one. */
    public MeasuredLedgerStore(LedgerStore store, MeterRegistry metrics) {
        this.store = store;
        this.commits = Timer.builder("belay.write")
                .description("From a proposal to its durable outcome, refused ones included")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(metrics);
        LedgerMetrics.follow(store, metrics);
    }

    @Override
    public Commit commit(Proposal proposal) {
        return commits.record(() -> store.commit(proposal));
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
    public StoreHealth health() {
        return store.health();
    }

    @Override
    public void close() {
        store.close();
    }
}
