package dev.belay.control;

import dev.belay.ledger.LedgerId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Knows which evaluators follow a flag set, and what they can do.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads, and answer from memory.
 */
@FunctionalInterface
public interface Audience {

    /** Nobody follows anything. */
    Audience NONE = _ -> List.of();

    /** The capabilities of each evaluator that has told them. */
    Collection<Set<String>> capabilities(LedgerId flagSet);
}
