package dev.belay.verification.fuzz;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Segment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Segments within segments: whatever refers to whatever, a flag that asks for one of them answers. */
public final class NestedConditions {

    private static final Value FLAG = Value.of(Map.of(
            "key", Value.of("asks"),
            "type", Value.of("boolean"),
            "enabled", Value.of(true),
            "variants", Value.of(List.of(Value.of(Map.of("name", Value.of("in"), "value", Value.of(true))))),
            "rules",
                    Value.of(List.of(Value.of(Map.of(
                            "id", Value.of("r"),
                            "when", Value.of(Map.of("segment", Value.of("s0"))),
                            "serve", Value.of(Map.of("variant", Value.of("in")))))))));

    private NestedConditions() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        FlagSetMaker maker = new FlagSetMaker(choices);
        EvaluationContext context = maker.context();
        Snapshot.Changes changes = Snapshot.empty(new Position("fuzz", 0)).change();
        changes.put(FlagFormat.readLenient("asks", 1, FLAG));
        boolean understood = true;
        for (String key : FlagSetMaker.SEGMENTS) {
            Value document = maker.segment(key);
            FlagDocuments.check(document);
            Segment segment = SegmentFormat.readLenient(key, document);
            understood &= segment.when()
                    .filter(Condition.NotUnderstood.class::isInstance)
                    .isEmpty();
            changes.put(segment);
        }
        Snapshot snapshot = changes.at(new Position("fuzz", 1));
        Moment moment = new Moment(Instant.ofEpochSecond(choices.number()), choices.number());
        var evaluation = Evaluator.evaluate(snapshot, "asks", context, moment);
        var explanation = Evaluator.explain(snapshot, "asks", context, moment);
        Must.equal(evaluation, explanation.evaluation(), "Explaining does not change the answer");
        Must.hold(
                !understood
                        || evaluation.errorCode().isEmpty()
                        || !evaluation.variant().isPresent(),
                "What cannot be decided serves nothing",
                evaluation);
    }
}
