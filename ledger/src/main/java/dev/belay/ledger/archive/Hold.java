package dev.belay.ledger.archive;

import dev.belay.ledger.LedgerId;
import java.util.Optional;

/**
 * Somebody who still has to read old entries, so that retention waits, up to a limit; see {@link Retention#held}.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; they may block.
 */
@FunctionalInterface
public interface Hold {

    /** Nobody. */
    Hold NONE = ledger -> Optional.empty();

    /** Who needs the oldest entries of a ledger, if anybody does. */
    Optional<Held> on(LedgerId ledger);

    /**
     * What is needed.
     *
     * @param by    who, in words
     * @param after the entries after this revision
     */
    record Held(String by, long after) {}
}
