package dev.belay.server.health;

import dev.belay.ledger.Commit;
import dev.belay.ledger.ForwardingLedgerStore;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * A ledger store whose commits are timed and counted; everything else it passes on.
 *
 * <p><b>Thread-safety:</b> as the store that it measures.
 */
public final class MeasuredLedgerStore extends ForwardingLedgerStore {
    private final Timer commits;

    /** Measures a store, which closes with this one. */
    public MeasuredLedgerStore(LedgerStore store, MeterRegistry metrics) {
        super(store);
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
        return commits.record(() -> super.commit(proposal));
    }
}
