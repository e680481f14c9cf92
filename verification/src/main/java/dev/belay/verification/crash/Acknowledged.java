package dev.belay.verification.crash;

import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerId;
import java.util.Optional;

/**
 * An entry that a store has promised to keep; written as one line of text.
 *
 * @param hash the entry's
 */
record Acknowledged(LedgerId ledger, Position position, String hash) {

    private static final String MARK = "acknowledged ";

    static Acknowledged of(LedgerId ledger, LedgerEntry entry) {
        return new Acknowledged(ledger, entry.position(), entry.hash());
    }

    /** Reads a line; empty if it is another one, or the kill cut it short. */
    static Optional<Acknowledged> parse(String line) {
        String[] parts = line.split(" ", -1);
        boolean whole = line.startsWith(MARK) && parts.length == 5 && parts[4].equals(".");
        return whole
                ? Optional.of(new Acknowledged(LedgerId.parse(parts[1]), Position.parse(parts[2]), parts[3]))
                : Optional.empty();
    }

    String line() {
        return MARK + ledger + " " + position + " " + hash + " .";
    }
}
