package dev.belay.ledger.serial;

import dev.belay.ledger.Compacted;

/**
 * A compaction under way: the store asks for one small step after another, so that proposals need not wait for all of it.
 *
 * <p><b>Thread-safety:</b> one call at a time. {@link #begin} and {@link #remove} are called as
 * {@link Journal#write} is, in a turn; {@link #search} by whoever waits for the compaction.
 */
public interface Compacting {

    /** Makes the revision the oldest. What is removed from here on cannot be reached any more. */
    void begin();

    /** Looks for what can be removed; false when there is nothing. */
    boolean search();

    /**
     * Removes a little of what the search has found, unless it came back into use since.
     *
     * @return whether there is more of that
     */
    boolean remove();

    /** What has been removed so far. */
    Compacted removed();
}
