package dev.belay.ledger.serial;

import dev.belay.ledger.Compacted;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Takes a journal through a compaction, step by step.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Compaction {

    private final SerialLedgerStore.Parts parts;

    Compaction(SerialLedgerStore.Parts parts) {
        this.parts = parts;
    }

    /** The greatest revision that may become the oldest. */
    long limit(LedgerId ledger) {
        long newest = newest(ledger);
        Instant notBefore = parts.clock().instant().minus(parts.settings().idempotencyLifetime());
        long needed = parts.journal().neededByRecords(ledger, notBefore).orElse(newest);
        return Math.max(parts.reads().oldest(ledger), Math.min(newest, needed));
    }

    Compacted run(LedgerId ledger, long revision) {
        require(ledger, revision);
        try {
            return carryOut(ledger, revision);
        } catch (LedgerBrokenException broken) {
            parts.health().broken(broken.finding());
            throw broken;
        }
    }

    private Compacted carryOut(LedgerId ledger, long revision) {
        Compacting compacting = parts.journal().compacting(ledger, revision);
        if (revision == 0) {
            return new Compacted(ledger, 0, 0, 0);
        }
        inTurn(() -> {
            compacting.begin();
            return true;
        });
        while (compacting.search()) {
            while (inTurn(compacting::remove)) {
                parts.health().requireIntact();
            }
        }
        return compacting.removed();
    }

    private void require(LedgerId ledger, long revision) {
        long oldest = parts.reads().oldest(ledger);
        long newest = newest(ledger);
        if (revision < oldest || revision > newest) {
            throw new RevisionUnreachableException(revision, oldest, newest);
        }
        long limit = limit(ledger);
        if (revision > limit) {
            throw new IllegalArgumentException("Revision " + revision + " of ledger " + ledger
                    + " cannot become the oldest yet, because repeated requests may need revision " + limit
                    + "; name one up to that");
        }
    }

    private long newest(LedgerId ledger) {
        return parts.reads().head(ledger).position().revision();
    }

    /** Others may be faster; a turn comes, as it does for proposals. */
    private <T> T inTurn(Supplier<T> work) {
        long start = System.nanoTime();
        while (true) {
            try {
                return parts.upkeep().run(work);
            } catch (OutrunException outrun) {
                if (System.nanoTime() - start > parts.settings().patience().toNanos()) {
                    throw new StoreUnavailableException(
                            "The compaction has stopped, because others have been appending for "
                                    + parts.settings().patience().toMillis() + " ms; it goes on the next time",
                            outrun);
                }
            }
        }
    }
}
