package dev.belay.ledger.serial;

import dev.belay.ledger.Commit;

/** What a round made of a proposal, to be told once the round is durable. */
sealed interface Verdict {

    Pending pending();

    /**
     * Accepted.
     *
     * @param changesSomething whether listeners are to hear of it
     */
    record Accepted(Pending pending, Commit commit, boolean changesSomething) implements Verdict {}

    /** Refused by its decision, or not possible. */
    record Refused(Pending pending, Throwable refusal) implements Verdict {}
}
