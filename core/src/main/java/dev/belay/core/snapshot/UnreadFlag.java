package dev.belay.core.snapshot;

import dev.belay.core.Shared;

/**
 * A flag whose document is read when the flag is first asked for.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface UnreadFlag {

    /** What code asks with. */
    String key();

    /** Which version of the flag this is, from 1. */
    long version();

    /**
     * Reads the document. Never throws; what cannot be read is a flag that is not understood. Whoever asks again gets an
     * equal answer.
     *
     * @param shared what the flags that are read together have in common
     */
    SnapshotFlag read(Shared shared);
}
