package dev.belay.ledger;

/** An entry does not hold, so nothing more is appended. */
public final class LedgerBrokenException extends LedgerException {

    private final BrokenEntry entry;

    /** Names the first broken entry. */
    public LedgerBrokenException(BrokenEntry entry) {
        super(new StoreHealth.Broken(entry).sentence(), null);
        this.entry = entry;
    }

    /** The first broken entry. */
    public BrokenEntry entry() {
        return entry;
    }
}
