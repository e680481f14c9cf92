package dev.belay.ledger;

/**
 * Whether a store accepts commits.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface StoreHealth {

    /** Whether commits are accepted. */
    default boolean healthy() {
        return this instanceof Healthy;
    }

    /** The state of the store, and what to do about it, in a sentence or two. */
    String sentence();

    /** Commits are accepted. */
    record Healthy() implements StoreHealth {
        @Override
        public String sentence() {
            return "The ledgers accept changes.";
        }
    }

    /** Commits are refused until the storage answers again. */
    record Unavailable(String sentence) implements StoreHealth {}

    /** Commits are refused for good, because an entry does not hold. */
    record Broken(BrokenEntry entry) implements StoreHealth {
        @Override
        public String sentence() {
            return entry.sentence() + " Changes are refused; 'belay ledger export' saves what is intact.";
        }
    }
}
