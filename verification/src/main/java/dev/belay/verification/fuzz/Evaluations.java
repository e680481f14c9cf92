package dev.belay.verification.fuzz;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Flag sets and contexts: evaluating and explaining never throw, say the same, and say it again. */
public final class Evaluations {

    private static final Position BEFORE = new Position("fuzz", 0);
    private static final Position NOW = new Position("fuzz", 1);

    private Evaluations() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        FlagSetMaker maker = new FlagSetMaker(choices);
        EvaluationContext context = maker.context();
        Moment moment = new Moment(Instant.ofEpochSecond(choices.number()), choices.number());
        List<Value> flags = new ArrayList<>();
        List<Value> segments = new ArrayList<>();
        FlagSetMaker.FLAGS.forEach(key -> flags.add(maker.flag(key)));
        FlagSetMaker.SEGMENTS.forEach(key -> segments.add(maker.segment(key)));
        flags.forEach(FlagDocuments::check);
        segments.forEach(FlagDocuments::check);
        ask(flags, segments, context, moment);
    }

    private static void ask(List<Value> flags, List<Value> segments, EvaluationContext context, Moment moment) {
        Snapshot snapshot = snapshot(flags, segments);
        Snapshot other = snapshot(flags.reversed(), segments.reversed());
        for (String key : FlagSetMaker.FLAGS) {
            Evaluation evaluation = Evaluator.evaluate(snapshot, key, context, moment);
            Must.equal(evaluation, Evaluator.evaluate(snapshot, key, context, moment), "The same question again");
            Must.equal(
                    evaluation,
                    Evaluator.explain(snapshot, key, context, moment).evaluation(),
                    "Explaining does not change the answer");
            Must.equal(
                    evaluation, Evaluator.evaluate(other, key, context, moment), "The order of loading is no matter");
            checkAnswer(snapshot, evaluation);
        }
    }

    private static void checkAnswer(Snapshot snapshot, Evaluation evaluation) {
        boolean failed = evaluation.errorCode().isPresent();
        Must.equal(evaluation.reason() == Reason.ERROR, failed, "An error has a code");
        Must.hold(!failed || evaluation.variant().isEmpty(), "An error serves nothing", evaluation);
        if (snapshot.flag(evaluation.flag()) instanceof SnapshotFlag.Understood understood) {
            evaluation
                    .variant()
                    .map(Variant::name)
                    .ifPresent(name -> Must.hold(
                            understood.flag().variant(name).isPresent(), "What is served is a variant", evaluation));
        }
    }

    private static Snapshot snapshot(List<Value> flags, List<Value> segments) {
        Snapshot.Changes changes = Snapshot.empty(BEFORE).change();
        flags.forEach(flag -> changes.put(FlagFormat.readLenient(key(flag), 1, flag)));
        segments.forEach(segment -> changes.put(SegmentFormat.readLenient(key(segment), segment)));
        return changes.at(NOW);
    }

    private static String key(Value document) {
        return ((Value.StructureValue) document).members().get("key") instanceof Value.TextValue text
                ? text.value()
                : "";
    }
}
