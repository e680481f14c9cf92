package dev.belay.server.evaluations;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Keys;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Explanation;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.evaluation.EvaluationFormat;
import dev.belay.json.receipt.Receipt;
import dev.belay.json.receipt.Replay;
import dev.belay.json.state.Behaviour;
import dev.belay.json.state.LedgerState;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import dev.belay.server.pins.Pinned;
import dev.belay.server.pins.Pinning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Evaluates one flag for people and tools, with an explanation if asked, or repeats an evaluation from its receipt. */
public final class EvaluationRoutes implements Feature {

    private final FlagSetAccess access;
    private final InstantSource clock;
    private final LongSupplier chance;
    private final Pinning pinning;

    /**
     * Evaluates the flags of the flag sets that {@code access} finds.
     *
     * @param chance  draws 64 evenly distributed bits
     * @param pinning finds the states that requests are pinned to
     */
    public EvaluationRoutes(FlagSetAccess access, InstantSource clock, LongSupplier chance, Pinning pinning) {
        this.access = access;
        this.clock = clock;
        this.chance = chance;
        this.pinning = pinning;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(FlagSet.PATH + "/evaluations", this::evaluate);
    }

    private Answer evaluate(Request request) {
        FlagSet flagSet = access.read(request);
        Question question = Bodies.read(request.requiredBody(), Question.FIELDS, Question::read);
        return Answer.json(
                switch (question) {
                    case Question.Ask ask -> answer(ask, state(request, flagSet, ask));
                    case Question.Repeat repeat -> answer(flagSet, repeat);
                });
    }

    /** What the question names comes before what the request is pinned to. */
    private Pinned state(Request request, FlagSet flagSet, Question.Ask ask) {
        if (ask.at().isPresent()) {
            return new Pinned(ask.at().get().state(access.history(), flagSet), Optional.empty());
        }
        return pinning.wanted(request.header("baggage"), flagSet.ledger())
                .map(pin -> pinning.at(flagSet.ledger(), pin))
                .orElseGet(() -> new Pinned(flagSet.head(), Optional.empty()));
    }

    private Value answer(Question.Ask ask, Pinned pinned) {
        LedgerState state = pinned.state();
        Instant now = ask.at().flatMap(At::instant).orElseGet(clock::instant);
        Moment moment = new Moment(now, (int) chance.getAsLong());
        Value.StructureValue answer = ask.explain()
                ? explained(state, ask, moment)
                : EvaluationFormat.write(Evaluator.evaluate(state.snapshot(), ask.flag(), ask.context(), moment));
        Structure all = new Structure();
        answer.members().forEach(all::with);
        return all.withText("pin", pinned.pin().map(Pinned.Outcome::word)).value();
    }

    private Value.StructureValue explained(LedgerState state, Question.Ask ask, Moment moment) {
        Explanation explanation = Evaluator.explain(state.snapshot(), ask.flag(), ask.context(), moment);
        Structure answer = new Structure();
        EvaluationFormat.write(explanation).members().forEach(answer::with);
        if (Keys.problemOf(ask.flag()).isEmpty()) {
            Behaviour behaviour = state.behaviour(ask.flag());
            Receipt receipt =
                    Receipt.of(behaviour, explanation.evaluation(), ask.context(), moment, chance.getAsLong());
            answer.with("behaviour", behaviour.hash()).with("receipt", receipt.toString());
        }
        return answer.value();
    }

    private Value answer(FlagSet flagSet, Question.Repeat repeat) {
        LedgerState then = stateAt(flagSet, repeat.receipt().position());
        return ReplayAnswer.of(Replay.of(repeat.receipt(), then, repeat.context()), then, flagSet.head());
    }

    private LedgerState stateAt(FlagSet flagSet, Position position) {
        LedgerState state = access.history().at(flagSet.ledger(), position.revision());
        if (!state.position().equals(position)) {
            throw new RefusedException(
                    ProblemName.REVISION_UNKNOWN,
                    "The receipt is of the position " + position + ", and revision " + position.revision() + " here is "
                            + state.position() + "; ask in the environment that the receipt comes from");
        }
        return state;
    }
}
