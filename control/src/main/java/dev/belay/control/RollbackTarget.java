package dev.belay.control;

import java.time.Instant;

/**
 * The past state that a flag set goes back to.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface RollbackTarget {

    /** The state that the entry with this revision left; 0 is the empty flag set. */
    record ToRevision(long revision) implements RollbackTarget {}

    /** The state that held at this instant. */
    record ToInstant(Instant instant) implements RollbackTarget {}
}
