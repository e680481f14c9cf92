package dev.belay.server.health;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Follows a store and counts what its ledgers take in: entries, rollbacks, and the newest revision of each flag set. */
final class LedgerMetrics {
    private final MeterRegistry metrics;
    private final Counter entries;
    private final Counter rollbacks;
    private final Map<LedgerId, AtomicLong> revisions = new ConcurrentHashMap<>();

    private LedgerMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.entries = Counter.builder("belay.ledger.entries")
                .description("Entries appended to any ledger")
                .register(metrics);
        this.rollbacks = Counter.builder("belay.rollbacks")
                .description("Entries that restored an earlier state")
                .register(metrics);
    }

    static void follow(LedgerStore store, MeterRegistry metrics) {
        LedgerMetrics followed = new LedgerMetrics(metrics);
        store.subscribe(followed::count);
        store.ledgers().stream()
                .filter(LedgerId::isFlagSet)
                .forEach(ledger ->
                        followed.reached(ledger, store.head(ledger).position().revision()));
    }

    private void count(Commit commit) {
        if (!commit.replayed()) {
            commit.committed().forEach(this::count);
        }
    }

    private void count(Committed committed) {
        committed.entry().ifPresent(this::count);
        if (committed.ledger().isFlagSet()) {
            reached(committed.ledger(), committed.after().position().revision());
        }
    }

    private void count(LedgerEntry entry) {
        entries.increment();
        if (entry.links().members().containsKey("rollbackOf")) {
            rollbacks.increment();
        }
    }

    private void reached(LedgerId flagSet, long revision) {
        revisions.computeIfAbsent(flagSet, this::register).accumulateAndGet(revision, Math::max);
    }

    private AtomicLong register(LedgerId flagSet) {
        AtomicLong revision = new AtomicLong();
        Gauge.builder("belay.revision", revision, AtomicLong::doubleValue)
                .description("The newest revision of a flag set")
                .tag("flag_set", flagSet.text())
                .register(metrics);
        return revision;
    }
}
