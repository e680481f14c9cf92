package dev.belay.ledger;

import dev.belay.json.state.LedgerState;
import java.time.Instant;

/**
 * What a decision may look at.
 *
 * <p><b>Thread-safety:</b> confined to the thread of the decision, for as long as it runs.
 */
public interface Heads {

    /**
     * The state that the decision's entries will follow.
     *
     * @throws UnknownLedgerException if there is no such ledger
     */
    LedgerState head(LedgerId ledger);

    /** Whether there is such a ledger. */
    boolean exists(LedgerId ledger);

    /** The instant of the decision, in whole milliseconds; the entries' instants are never before it. */
    Instant now();
}
