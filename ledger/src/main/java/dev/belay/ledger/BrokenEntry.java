package dev.belay.ledger;

/**
 * The first entry of a ledger that does not hold.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param revision the entry's, or the one that it should have
 * @param detail   what is wrong with it, without a full stop
 */
public record BrokenEntry(LedgerId ledger, long revision, String detail) {

    /** Which entry is broken and how, as a sentence. */
    public String sentence() {
        return "Entry " + revision + " of ledger " + ledger + " is broken: " + detail + ".";
    }
}
