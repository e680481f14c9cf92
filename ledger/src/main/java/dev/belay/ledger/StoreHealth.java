package dev.belay.ledger;

import java.util.Optional;

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

    /**
     * Commits are refused for good, because what was recorded is damaged.
     *
     * @param entry the first broken entry; empty when the damage is to more than one
     */
    record Broken(String sentence, Optional<BrokenEntry> entry) implements StoreHealth {

        /** An entry does not hold. */
        public Broken(BrokenEntry entry) {
            this(
                    entry.sentence() + " Changes are refused; 'belay ledger export' saves what is intact.",
                    Optional.of(entry));
        }
    }
}
