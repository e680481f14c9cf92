package dev.belay.ledger;

import dev.belay.core.flag.MemberChunk;
import java.util.List;
import java.util.Optional;

/**
 * Asks a store to run a decision and append what it drafts.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param idempotency makes a repetition answer the first outcome instead of deciding again
 * @param decision    what to append
 * @param chunks      chunks of members that the decision's documents will most likely name and that may be new: they are
 *                    written out before the decision's turn comes, which others wait for. Those that are missing here
 *                    only take longer
 */
public record Proposal(Optional<IdempotencyKey> idempotency, Decision decision, List<MemberChunk> chunks) {

    /** Copies the list. */
    public Proposal {
        chunks = List.copyOf(chunks);
    }

    /** A proposal that brings no chunks of members. */
    // The absence is that of a key, which a requester may choose or not.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Proposal(Optional<IdempotencyKey> idempotency, Decision decision) {
        this(idempotency, decision, List.of());
    }

    /** A proposal that decides anew each time. */
    public static Proposal of(Decision decision) {
        return new Proposal(Optional.empty(), decision);
    }

    /** A proposal that takes effect at most once under this key. */
    public static Proposal once(IdempotencyKey key, Decision decision) {
        return new Proposal(Optional.of(key), decision);
    }
}
