package dev.belay.ledger;

/** A ledger of this name cannot be created, because there is one. */
public final class LedgerExistsException extends LedgerException {

    private final LedgerId ledger;

    /** Names the ledger that was to be created. */
    public LedgerExistsException(LedgerId ledger) {
        super("There is a ledger " + ledger + " already; choose another key", null);
        this.ledger = ledger;
    }

    /** The ledger that was to be created. */
    public LedgerId ledger() {
        return ledger;
    }
}
