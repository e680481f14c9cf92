package dev.belay.ledger;

import java.util.Optional;

/** An entry, or what holds the entries, is not what was once recorded, so nothing more is appended. */
public final class LedgerBrokenException extends LedgerException {

    private final StoreHealth.Broken finding;

    /** Names the first broken entry. */
    public LedgerBrokenException(BrokenEntry entry) {
        this(new StoreHealth.Broken(entry));
    }

    /** Says what was found. */
    public LedgerBrokenException(StoreHealth.Broken finding) {
        super(finding.sentence(), null);
        this.finding = finding;
    }

    /** What was found, as a store's health tells it. */
    public StoreHealth.Broken finding() {
        return finding;
    }

    /** The first broken entry; empty when the damage is to more than one. */
    public Optional<BrokenEntry> entry() {
        return finding.entry();
    }
}
