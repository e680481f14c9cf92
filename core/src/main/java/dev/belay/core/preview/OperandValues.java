package dev.belay.core.preview;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.condition.Condition;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the question of an attribute condition: values around its operand, sorted by what the condition says of them. */
final class OperandValues {

    private static final String FLAG = "condition";
    private static final Moment ANY_MOMENT = new Moment(Instant.EPOCH, 0);

    private OperandValues() {}

    static Question question(Condition.Attribute condition) {
        Set<Value> candidates = new LinkedHashSet<>(Neighbours.of(condition));
        candidates.addAll(Neighbours.OF_ANY_TYPE);
        Snapshot alone = alone(condition);
        List<Value> holding = new ArrayList<>();
        List<Value> failing = new ArrayList<>();
        for (Value candidate : candidates) {
            EvaluationContext context = Paths.put(EvaluationContext.empty(), condition.attribute(), candidate);
            boolean holds = Evaluator.evaluate(alone, FLAG, context, ANY_MOMENT)
                    .variant()
                    .isPresent();
            (holds ? holding : failing).add(candidate);
        }
        return new Question(condition.attribute(), holding, failing);
    }

    /** A flag that serves something exactly when the condition holds. */
    private static Snapshot alone(Condition condition) {
        Variant held = new Variant("held", Value.of(true));
        Flag flag = new Flag(
                FLAG,
                FlagType.BOOLEAN,
                List.of(held),
                true,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(new Rule("r", condition, new Serve.OneVariant(held.name()))),
                Optional.empty(),
                Bucketing.defaultFor(FLAG),
                List.of());
        Position position = new Position(FLAG, 0);
        return Snapshot.empty(position)
                .change()
                .put(new SnapshotFlag.Understood(1, flag))
                .at(position);
    }
}
