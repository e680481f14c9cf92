package dev.belay.ledger.serial;

import dev.belay.ledger.Commit;
import dev.belay.ledger.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The proposals that share one write: decided one after another, each on what its predecessors left.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Round {

    private final Tips tips;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final Duration idempotencyLifetime;
    private final List<Batch.CreatedLedger> created = new ArrayList<>();
    private final List<Batch.Written> written = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    Round(Tips durable, Outcomes outcomes, InstantSource clock, Supplier<String> epochs, Duration idempotencyLifetime) {
        this.tips = durable.above();
        this.outcomes = outcomes;
        this.clock = clock;
        this.epochs = epochs;
        this.idempotencyLifetime = idempotencyLifetime;
    }

    void decide(Pending pending) {
        verdicts.add(verdict(pending));
    }

    /** Whatever a decision throws is for its proposer; the writer goes on. */
    private Verdict verdict(Pending pending) {
        try {
            return accept(pending);
        } catch (RuntimeException | Error refusal) {
            return new Verdict.Refused(pending, refusal);
        }
    }

    private Verdict accept(Pending pending) {
        Proposal proposal = pending.proposal();
        Instant now = now();
        Optional<Commit> earlier =
                proposal.idempotency().flatMap(key -> outcomes.earlier(key, now.minus(idempotencyLifetime)));
        if (earlier.isPresent()) {
            return new Verdict.Accepted(pending, earlier.get(), false);
        }
        Attempt attempt = new Attempt(tips, now, epochs);
        Commit commit = attempt.run(proposal.decision());
        created.addAll(attempt.created());
        written.addAll(attempt.written());
        proposal.idempotency().ifPresent(key -> outcomes.remember(key, now, commit));
        return new Verdict.Accepted(pending, commit, attempt.changesSomething());
    }

    Batch batch() {
        return new Batch(created, written, outcomes.records(), now().minus(idempotencyLifetime));
    }

    /** Takes over what is durable now, and tells what became of each proposal. */
    List<Verdict> confirm() {
        tips.settle();
        return verdicts;
    }

    /** The proposals, when the write has failed and with it every one of them. */
    List<Pending> giveUp() {
        return verdicts.stream().map(Verdict::pending).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
