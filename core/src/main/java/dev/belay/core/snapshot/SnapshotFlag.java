package dev.belay.core.snapshot;

import dev.belay.core.flag.Flag;

/**
 * A flag as a snapshot holds it.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface SnapshotFlag {

    /** What code asks with. */
    String key();

    /** Which version of the flag this is, from 1. */
    long version();

    /** A flag that this evaluator understands. */
    record Understood(long version, Flag flag) implements SnapshotFlag {
        @Override
        public String key() {
            return flag.key();
        }
    }

    /** A flag that this evaluator does not understand: it needs a capability that is missing here. */
    record NotUnderstood(String key, long version, String problem) implements SnapshotFlag {}
}
