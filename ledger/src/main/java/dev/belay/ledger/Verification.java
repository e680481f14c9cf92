package dev.belay.ledger;

import java.util.Optional;

/**
 * The outcome of checking a ledger.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param from    the first revision that was checked, which is after the oldest one
 * @param entries how many entries were found to hold, from {@code from} on
 * @param broken  the first that does not; nothing after it was looked at
 */
public record Verification(LedgerId ledger, long from, long entries, Optional<BrokenEntry> broken) {

    /** Whether every entry that was looked at holds. */
    public boolean intact() {
        return broken.isEmpty();
    }
}
