package dev.belay.ledger.serial;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;

/**
 * Where a ledger stands.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param head     the newest state
 * @param headHash the hash of its entry, or {@link LedgerEntry#NO_PREVIOUS} for an empty ledger
 */
public record Recovered(LedgerState head, String headHash) {

    /** A ledger without entries. */
    public static Recovered empty(String epoch) {
        return new Recovered(LedgerState.empty(epoch), LedgerEntry.NO_PREVIOUS);
    }
}
