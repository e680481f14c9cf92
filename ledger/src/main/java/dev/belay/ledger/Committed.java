package dev.belay.ledger;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import java.util.Optional;

/**
 * What became of one draft.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param entry  the appended entry; empty when nothing changed, or when the draft created the ledger
 * @param before the state that the draft was applied to; for a new ledger the same as {@code after}
 * @param after  the state that it left
 */
public record Committed(LedgerId ledger, Optional<LedgerEntry> entry, LedgerState before, LedgerState after) {}
