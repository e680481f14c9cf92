package dev.belay.ledger.serial;

import dev.belay.json.state.Document;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The proposals that share one write: decided one after another, each on what its predecessors left.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Round {

    private final Tips tips;
    private final Reads reads;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final Duration idempotencyLifetime;
    private final List<Batch.CreatedLedger> created = new ArrayList<>();
    private final List<Batch.Written> written = new ArrayList<>();
    private final Map<String, Document> chunks = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    Round(Tips durable, Reads reads, InstantSource clock, Supplier<String> epochs, Duration idempotencyLifetime) {
        this.tips = durable.above();
        this.reads = reads;
        this.outcomes = new Outcomes(reads);
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
        } catch (OutrunException notForTheProposer) {
            throw notForTheProposer;
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
        List<Batch.Written> appended =
                attempt.written().stream().map(this::withoutStoredChunks).toList();
        created.addAll(attempt.created());
        written.addAll(appended);
        chunks.putAll(pending.chunks());
        proposal.idempotency().ifPresent(key -> outcomes.remember(key, now, commit));
        return new Verdict.Accepted(pending, commit, attempt.changesSomething());
    }

    // What comes back by a rollback, or was uploaded before, is there already.
    private Batch.Written withoutStoredChunks(Batch.Written all) {
        return new Batch.Written(
                all.ledger(), all.entry(), all.after(), all.newDocuments(), reads.missing(all.chunks()));
    }

    Batch batch() {
        return new Batch(created, written, chunks, outcomes.records(), now().minus(idempotencyLifetime));
    }

    /** Takes over what is durable now, and tells what became of each proposal. */
    List<Verdict> confirm() {
        tips.settle();
        return verdicts;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
