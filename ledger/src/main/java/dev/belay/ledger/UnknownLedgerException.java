package dev.belay.ledger;

/** There is no ledger of this name. */
public final class UnknownLedgerException extends LedgerException {

    private final LedgerId ledger;

    /** Names the ledger that was asked for. */
    public UnknownLedgerException(LedgerId ledger) {
        super("There is no ledger " + ledger + "; create the project or environment first", null);
        this.ledger = ledger;
    }

    /** The ledger that was asked for. */
    public LedgerId ledger() {
        return ledger;
    }
}
