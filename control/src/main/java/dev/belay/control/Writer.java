package dev.belay.control;

import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Decision;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes prepared requests to the store, or through a dry run, and says what became of them. */
final class Writer {

    private static final Logger LOG = System.getLogger("dev.belay.control");

    private final LedgerStore store;
    private final InstantSource clock;
    private final History history;
    private final Audience audience;

    Writer(LedgerStore store, InstantSource clock, History history, Audience audience) {
        this.store = store;
        this.clock = clock;
        this.history = history;
        this.audience = audience;
    }

    /**
     * Writes to a flag set.
     *
     * @param preparation gathers what the request needs from history; what it refuses is refused, unless the request
     *     repeats an earlier one
     */
    WriteResult write(LedgerId flagSet, WriteRequest request, Supplier<Intent> preparation) {
        return examined(carryOut(flagSet, request, preparation), flagSet);
    }

    /** What looking at the outcome finds; a mistake in that must not make a write that took effect look refused. */
    private WriteResult examined(WriteResult outcome, LedgerId flagSet) {
        try {
            return outcome.linted().heardBy(audience.capabilities(flagSet));
        } catch (RuntimeException | StackOverflowError bug) {
            LOG.log(Level.ERROR, "write.unexamined flagSet=" + flagSet, bug);
            return outcome.warning("What the linter says of this could not be found out; the server's log says why");
        }
    }

    /** Tries a write to a flag set for its states alone, without the linter. */
    WriteResult foresee(LedgerId flagSet, WriteRequest request, Supplier<Intent> preparation) {
        return carryOut(flagSet, request.asDryRun(), preparation);
    }

    private WriteResult carryOut(LedgerId flagSet, WriteRequest request, Supplier<Intent> preparation) {
        Authors.check(request);
        try {
            return request.dryRun()
                    ? preview(flagSet, request, preparation.get())
                    : commit(flagSet, request, preparation);
        } catch (StaleBaseException stale) {
            throw Conflict.of(history, flagSet, stale);
        } catch (LedgerException failure) {
            throw Translation.of(failure);
        }
    }

    /** Writes to a ledger of another kind, whose decision needs no preparation. */
    WriteResult write(LedgerId ledger, WriteRequest request, Decision decision) {
        Authors.check(request);
        try {
            if (request.dryRun()) {
                DryRun.Outcome outcome = DryRun.of(store, clock, ledger, decision);
                return WriteResult.ofDryRun(outcome.before(), outcome.after(), List.of(), List.of());
            }
            Commit commit = store.commit(new Proposal(Authors.idempotency(request, ledger), decision));
            return result(ledger, commit, List.of());
        } catch (LedgerException failure) {
            throw Translation.of(failure);
        }
    }

    private WriteResult preview(LedgerId flagSet, WriteRequest request, Intent intent) {
        FlagSetDecision decision = decision(flagSet, request, intent);
        DryRun.Outcome outcome = DryRun.of(store, clock, flagSet, decision);
        Foresight foresight = intent.preview().look(outcome.before(), outcome.after());
        List<String> warnings = new ArrayList<>(decision.warnings());
        warnings.addAll(foresight.warnings());
        return WriteResult.ofDryRun(outcome.before(), outcome.after(), warnings, foresight.closure());
    }

    private WriteResult commit(LedgerId flagSet, WriteRequest request, Supplier<Intent> preparation) {
        Intent intent;
        try {
            intent = preparation.get();
        } catch (RefusedException refusal) {
            return replay(flagSet, request, refusal);
        }
        FlagSetDecision decision = decision(flagSet, request, intent);
        Commit commit = store.commit(new Proposal(Authors.idempotency(request, flagSet), decision, intent.chunks()));
        return result(flagSet, commit, commit.replayed() ? List.of() : decision.warnings());
    }

    // The history that the first attempt found may be gone by now; its outcome still counts.
    private WriteResult replay(LedgerId flagSet, WriteRequest request, RefusedException refusal) {
        if (request.idempotency().isEmpty()) {
            throw refusal;
        }
        Commit commit = store.commit(new Proposal(Authors.idempotency(request, flagSet), _ -> {
            throw refusal;
        }));
        return result(flagSet, commit, List.of());
    }

    private static WriteResult result(LedgerId flagSet, Commit commit, List<String> warnings) {
        Committed outcome = commit.in(flagSet)
                .orElseThrow(() -> new IllegalStateException("The commit says nothing of " + flagSet));
        return new WriteResult(
                outcome.entry(),
                outcome.before(),
                outcome.after(),
                commit.replayed(),
                false,
                warnings,
                Linting.NOTHING,
                List.of());
    }

    private static FlagSetDecision decision(LedgerId flagSet, WriteRequest request, Intent intent) {
        LedgerId catalogue = LedgerId.catalogue(flagSet.project().orElseThrow());
        return new FlagSetDecision(flagSet, catalogue, request, intent.plan());
    }
}
