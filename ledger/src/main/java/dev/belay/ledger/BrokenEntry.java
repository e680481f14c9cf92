package dev.belay.ledger;

/**
 * The first entry of a ledger that does not hold.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param revision the entry's, or the one that it should have
 * @param detail   what is wrong with it, without a full stop
 * @param inIndex  whether the entry itself is intact, and only what finds its changes is not
 */
public record BrokenEntry(LedgerId ledger, long revision, String detail, boolean inIndex) {

    /** An entry that is broken itself. */
    public BrokenEntry(LedgerId ledger, long revision, String detail) {
        this(ledger, revision, detail, false);
    }

    /** What is broken, as the beginning of a sentence. */
    public String place() {
        return (inIndex ? "The index of entry " : "Entry ") + revision + " of ledger " + ledger;
    }

    /** Which entry is broken and how, without a full stop. */
    public String clause() {
        return place() + " is broken: " + detail;
    }

    /** Which entry is broken and how, as a sentence. */
    public String sentence() {
        return clause() + ".";
    }
}
