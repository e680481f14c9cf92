package dev.belay.ledger.serial;

import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.List;

/**
 * Remembers what a proposal led to.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param at       when, by the store's clock
 * @param outcomes one per draft, in their order
 */
public record IdempotencyRecord(IdempotencyKey key, Instant at, List<Outcome> outcomes) {

    /** Copies the list. */
    public IdempotencyRecord {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What one draft led to.
     *
     * @param revision where the ledger stood afterwards
     * @param appended whether the draft made the entry with this revision
     */
    public record Outcome(LedgerId ledger, long revision, boolean appended) {

        /** The oldest revision that it takes to tell this outcome again. */
        public long needs() {
            return appended ? revision - 1 : revision;
        }
    }
}
