package dev.belay.server.retention;

import dev.belay.control.RetentionPolicies;
import dev.belay.json.InstantFormat;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where history could not be archived at the last run, whichever node had it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; asking never blocks, and has the table read again when it was read
 * a while ago.
 */
final class RetentionFailures {

    /** How old an answer may be, and then some, since whoever asks does not wait for the next one. */
    static final Duration FRESH = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger("belay.retention");

    /** How many environments have a sentence of their own. */
    private static final int MOST_SENTENCES = 100;

    private final RetentionRuns runs;
    private final RetentionPolicies policies;
    private final LedgerStore store;
    private final InstantSource clock;
    private final Executor threads;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<RetentionRun> known = List.of();
    private volatile Instant looked = Instant.EPOCH;

    /** @param threads may block */
    RetentionFailures(
            RetentionRuns runs, RetentionPolicies policies, LedgerStore store, InstantSource clock, Executor threads) {
        this.runs = runs;
        this.policies = policies;
        this.store = store;
        this.clock = clock;
        this.threads = threads;
    }

    /** How many environments they are. */
    int count() {
        return known().size();
    }

    /**
     * A sentence about each of the first hundred environments. Whoever asks for the health of a server may read it, so that
     * it does not tell what went wrong, which may name files and addresses.
     */
    List<String> sentences() {
        return known().stream()
                .limit(MOST_SENTENCES)
                .map(RetentionFailures::sentence)
                .toList();
    }

    private List<RetentionRun> known() {
        boolean fresh = Duration.between(looked, clock.instant()).abs().compareTo(FRESH) < 0;
        if (!fresh && looking.compareAndSet(false, true)) {
            threads.execute(this::look);
        }
        return known;
    }

    private void look() {
        try {
            known = runs.failed().stream().filter(this::isWanted).toList();
        } catch (LedgerException unavailable) {
            // Said by others; what was known last goes on being told.
            LOG.debug("retention.failures-unknown", unavailable);
        } finally {
            looked = clock.instant();
            looking.set(false);
        }
    }

    /** What no policy asks for any more was not looked at again. */
    private boolean isWanted(RetentionRun run) {
        return store.exists(run.flagSet())
                && !policies.of(run.flagSet()).policy().keepsEverything();
    }

    private static String sentence(RetentionRun run) {
        LedgerId flagSet = run.flagSet();
        return "The history of " + flagSet.text() + " could not be archived at " + InstantFormat.write(run.at())
                + " and grows. It is tried again every hour; 'belay -p "
                + flagSet.project().orElseThrow() + " -e "
                + flagSet.environment().orElseThrow() + " env retention' tells an administrator why.";
    }
}
