package dev.belay.ledger;

import java.util.Optional;

/**
 * Asks a store to run a decision and append what it drafts.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param idempotency makes a repetition answer the first outcome instead of deciding again
 * @param decision    what to append
 */
public record Proposal(Optional<IdempotencyKey> idempotency, Decision decision) {

    /** A proposal that decides anew each time. */
    public static Proposal of(Decision decision) {
        return new Proposal(Optional.empty(), decision);
    }

    /** A proposal that takes effect at most once under this key. */
    public static Proposal once(IdempotencyKey key, Decision decision) {
        return new Proposal(Optional.of(key), decision);
    }
}
