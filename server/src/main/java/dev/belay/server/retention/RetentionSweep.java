package dev.belay.server.retention;

import dev.belay.control.RetentionPolicies;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what policies do not keep to archives, one flag set after another, an archive at a time. What fails in one flag set
 * keeps no other, and is tried again the next time.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time; blocks.
 */
final class RetentionSweep implements Runnable {

    /** What the schedule calls it. */
    static final String NAME = "sweep-history";

    /** How long the schedule pauses between two. */
    static final Duration PAUSE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger("belay.retention");

    /** So that every flag set gets its turn, also beside one that grows without end. */
    private static final int MOST_ARCHIVES = 100;

    private final Parts parts;

    /**
     * What it works with.
     *
     * @param store lists the flag sets
     * @param hold  who must not lose entries that they have not read
     */
    record Parts(
            LedgerStore store,
            Retention retention,
            RetentionPolicies policies,
            Hold hold,
            RetentionRuns runs,
            InstantSource clock,
            MeterRegistry metrics) {}

    RetentionSweep(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void run() {
        for (LedgerId ledger : parts.store().ledgers()) {
            if (ledger.isFlagSet() && !Thread.currentThread().isInterrupted()) {
                sweep(ledger);
            }
        }
    }

    private void sweep(LedgerId flagSet) {
        long before = parts.retention().oldest(flagSet);
        try {
            RetentionPolicy policy = parts.policies().of(flagSet).policy();
            if (!policy.keepsEverything()) {
                tell(flagSet, before, archive(flagSet, policy), Optional.empty());
            }
        } catch (IOException | RuntimeException failure) {
            counter("belay.retention.failures", "Times that history could not be archived", flagSet)
                    .increment();
            LOG.warn("retention.failed flagSet={}", flagSet, failure);
            tell(flagSet, before, Optional.empty(), Optional.of(sentence(failure)));
        }
    }

    // Absent is whoever does not keep it, and what did not happen.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void tell(LedgerId flagSet, long before, Optional<String> waitsFor, Optional<String> error) {
        long oldest = parts.retention().oldest(flagSet);
        long archived = oldest - before;
        counter("belay.retention.archived", "Entries that were moved to archives", flagSet)
                .increment((double) archived);
        LOG.info("retention.swept flagSet={} archived={} oldest={}", flagSet, archived, oldest);
        parts.runs().put(new RetentionRun(flagSet, parts.clock().instant(), archived, waitsFor, error));
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case IOException file -> "An archive cannot be written or read: " + file.getMessage();
            case LedgerException refusal -> String.valueOf(refusal.getMessage());
            default -> "The server failed; its log says why";
        };
    }

    /** Answers whom the rest waits for. */
    private Optional<String> archive(LedgerId flagSet, RetentionPolicy policy) throws IOException {
        RetentionDue due = due(flagSet, policy);
        due.lost().ifPresent(hold -> warn(flagSet, hold));
        for (int archives = 0; archives < MOST_ARCHIVES && goesOn(due); archives++) {
            parts.retention().carryOut(due.plan().first(), Retention.Progress.NONE);
            due = due(flagSet, policy);
        }
        return due.waitsFor();
    }

    private static boolean goesOn(RetentionDue due) {
        return due.isWorthwhile() && !Thread.currentThread().isInterrupted();
    }

    private static void warn(LedgerId flagSet, Hold.Held hold) {
        LOG.warn("retention.waits-no-longer flagSet={} for={} needs={}", flagSet, hold.by(), hold.after() + 1);
    }

    private RetentionDue due(LedgerId flagSet, RetentionPolicy policy) {
        return RetentionDue.of(
                parts.retention(), parts.hold(), flagSet, policy, parts.clock().instant());
    }

    private Counter counter(String name, String description, LedgerId flagSet) {
        return Counter.builder(name)
                .description(description)
                .tag("flag_set", flagSet.text())
                .register(parts.metrics());
    }
}
