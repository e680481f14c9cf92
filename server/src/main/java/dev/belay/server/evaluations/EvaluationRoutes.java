package dev.belay.server.evaluations;

import dev.belay.control.History;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.context.ContextFormat;
import dev.belay.json.evaluation.EvaluationFormat;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.LedgerState;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** Evaluates one flag for people and tools, with an explanation if asked. */
public final class EvaluationRoutes implements Feature {

    private static final Set<String> FIELDS = Set.of("flag", "context", "at", "explain");

    private final FlagSetAccess access;
    private final InstantSource clock;
    private final IntSupplier chance;

    /**
     * Evaluates the flags of the flag sets that {@code access} finds.
     *
     * @param chance draws 32 evenly distributed bits
     */
    public EvaluationRoutes(FlagSetAccess access, InstantSource clock, IntSupplier chance) {
        this.access = access;
        this.clock = clock;
        this.chance = chance;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(FlagSet.PATH + "/evaluations", this::evaluate);
    }

    private Answer evaluate(Request request) {
        FlagSet flagSet = access.read(request);
        Question question = Bodies.read(request.requiredBody(), FIELDS, EvaluationRoutes::question);
        LedgerState state =
                question.at().map(at -> at.state(access.history(), flagSet)).orElse(flagSet.head());
        Instant now = question.at().flatMap(At::instant).orElseGet(clock::instant);
        Moment moment = new Moment(now, chance.getAsInt());
        return Answer.json(
                question.explain()
                        ? EvaluationFormat.write(
                                Evaluator.explain(state.snapshot(), question.flag(), question.context(), moment))
                        : EvaluationFormat.write(
                                Evaluator.evaluate(state.snapshot(), question.flag(), question.context(), moment)));
    }

    private static Question question(Members body) {
        return new Question(
                body.require("flag").text(),
                body.find("context").map(EvaluationRoutes::context).orElse(EvaluationContext.of(Map.of())),
                body.find("at").map(At::read),
                body.find("explain").map(Part::truth).orElse(false));
    }

    private static EvaluationContext context(Part part) {
        try {
            return ContextFormat.readAsked(part.value());
        } catch (InvalidDocumentException invalid) {
            for (Violation violation : invalid.violations()) {
                part.findings()
                        .add(new Violation(part.path() + violation.path(), violation.detail(), violation.allowed()));
            }
            return EvaluationContext.of(Map.of());
        }
    }

    private record Question(String flag, EvaluationContext context, Optional<At> at, boolean explain) {}

    /** A past state: by its revision, or by an instant, which the evaluation then takes for now. */
    private sealed interface At {

        record Revision(long number) implements At {}

        record Time(Instant moment) implements At {}

        static At read(Part part) {
            return part.value() instanceof Value.NumberValue
                    ? new Revision(part.integer(0, References.MAX_INTEGER))
                    : new Time(References.instant(part));
        }

        default LedgerState state(History history, FlagSet flagSet) {
            return switch (this) {
                case Revision(long number) -> history.at(flagSet.ledger(), number);
                case Time(Instant moment) -> history.asOf(flagSet.ledger(), moment);
            };
        }

        default Optional<Instant> instant() {
            return this instanceof Time(Instant moment) ? Optional.of(moment) : Optional.empty();
        }
    }
}
