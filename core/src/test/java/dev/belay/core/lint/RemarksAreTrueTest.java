package dev.belay.core.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.bucketing.Algorithm;
import dev.belay.core.condition.Condition;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever is said of arbitrary flags is so for arbitrary contexts. */
class RemarksAreTrueTest {

    private static final int FLAG_SETS = 600;
    private static final int CONTEXTS = 40;

    private final Map<RemarkCode, Integer> seen = new EnumMap<>(RemarkCode.class);

    @Test
    void forArbitraryFlagSets() {
        for (long seed = 0; seed < FLAG_SETS; seed++) {
            check(new Chance(seed), seed);
        }
        assertThat(seen).as("every kind of claim was put to the test").containsKeys(CHECKED);
        assertThat(seen.values()).allMatch(count -> count >= 10);
    }

    private static final RemarkCode[] CHECKED = {
        RemarkCode.UNREACHABLE_RULE,
        RemarkCode.UNREACHABLE_OTHERWISE,
        RemarkCode.CONDITION_NEVER_HOLDS,
        RemarkCode.CONDITION_ALWAYS_HOLDS,
        RemarkCode.SHADOWED_CONDITION,
        RemarkCode.SPLIT_DECIDES_NOTHING,
        RemarkCode.SAME_ANSWER_FOR_EVERYONE,
        RemarkCode.VARIANT_NEVER_SERVED,
        RemarkCode.PREREQUISITE_NEVER_MET,
        RemarkCode.PREREQUISITE_NOT_MET_NOW,
        RemarkCode.SEGMENT_WITHOUT_MEMBERS
    };

    private void check(Chance chance, long seed) {
        Snapshot snapshot = chance.snapshot();
        List<Call> calls = new ArrayList<>();
        for (int at = 0; at < CONTEXTS; at++) {
            calls.add(new Call(chance.context(), chance.moment()));
        }
        Linter linter = Linter.of(snapshot);
        for (SnapshotFlag each : snapshot.flags()) {
            Flag flag = ((SnapshotFlag.Understood) each).flag();
            for (Remark remark : linter.lint(flag)) {
                seen.merge(remark.code(), 1, Integer::sum);
                for (Call call : calls) {
                    check(snapshot, flag, remark, call, "seed " + seed + ", " + flag.key() + ": " + remark);
                }
            }
        }
        for (Segment segment : snapshot.segments()) {
            for (Remark remark : linter.lint(segment)) {
                seen.merge(remark.code(), 1, Integer::sum);
                for (Call call : calls) {
                    check(snapshot, segment, remark, call, "seed " + seed + ", " + segment.key() + ": " + remark);
                }
            }
        }
    }

    private void check(Snapshot snapshot, Flag flag, Remark remark, Call call, String name) {
        Evaluation answer = call.evaluate(snapshot, flag.key());
        String[] path = remark.path().split("/", -1);
        switch (remark.code()) {
            case UNREACHABLE_RULE -> {
                String rule = flag.rules().get(Integer.parseInt(path[2])).id();
                assertThat(answer.ruleId()).as(name).isNotEqualTo(Optional.of(rule));
                if (remark.example() instanceof Value.StructureValue context) {
                    assertThat(call.with(EvaluationContext.of(context.members()))
                                    .holds(
                                            snapshot,
                                            flag.rules()
                                                    .get(Integer.parseInt(path[2]))
                                                    .when()))
                            .as(name)
                            .isNotEqualTo(Optional.of(false));
                }
            }
            case UNREACHABLE_OTHERWISE ->
                assertThat(answer.ruleId().isPresent()
                                || answer.reason() == Reason.TARGETING_MATCH
                                || answer.reason() == Reason.DISABLED
                                || answer.reason() == Reason.PREREQUISITE_FAILED
                                || answer.reason() == Reason.ERROR)
                        .as(name)
                        .isTrue();
            case SAME_ANSWER_FOR_EVERYONE ->
                assertThat(answer.variant().map(Variant::value))
                        .as(name)
                        .isIn(Optional.of(remark.example()), failed(answer));
            case VARIANT_NEVER_SERVED ->
                assertThat(answer.variant().map(Variant::name))
                        .as(name)
                        .isNotEqualTo(Optional.of(
                                flag.variants().get(Integer.parseInt(path[2])).name()));
            case PREREQUISITE_NEVER_MET, PREREQUISITE_NOT_MET_NOW ->
                assertThat(answer.reason()).as(name).isIn(Reason.PREREQUISITE_FAILED, Reason.DISABLED, Reason.ERROR);
            case SPLIT_DECIDES_NOTHING ->
                assertThat(answer.ruleId()
                                .filter(rule -> path[1].equals("rules")
                                        && rule.equals(flag.rules()
                                                .get(Integer.parseInt(path[2]))
                                                .id())
                                        && flag.bucketing().algorithm()
                                                != Algorithm.GARGOYLE // which cannot place most keys
                                        && call.hasKeys()))
                        .as(name)
                        .isEmpty();
            case CONDITION_NEVER_HOLDS, CONDITION_ALWAYS_HOLDS, SHADOWED_CONDITION ->
                checkCondition(
                        snapshot, flag.rules().get(Integer.parseInt(path[2])).when(), path, 4, remark, call, name);
            default -> {}
        }
    }

    private void check(Snapshot snapshot, Segment segment, Remark remark, Call call, String name) {
        switch (remark.code()) {
            case SEGMENT_WITHOUT_MEMBERS ->
                assertThat(call.holds(snapshot, new Condition.InSegment(segment.key())))
                        .as(name)
                        .isNotEqualTo(Optional.of(true));
            case CONDITION_NEVER_HOLDS, CONDITION_ALWAYS_HOLDS, SHADOWED_CONDITION ->
                checkCondition(
                        snapshot, segment.when().orElseThrow(), remark.path().split("/", -1), 2, remark, call, name);
            default -> {}
        }
    }

    private void checkCondition(
            Snapshot snapshot, Condition root, String[] path, int from, Remark remark, Call call, String name) {
        Condition condition = at(root, path, from);
        Optional<Boolean> held = call.holds(snapshot, condition);
        if (remark.code() == RemarkCode.SHADOWED_CONDITION) {
            String other = ((Value.TextValue) remark.example()).value();
            assertThat(other).as(name).contains(" implies ");
            String[] place = remark.detail().split(" ", -1)[4].split("/", -1);
            Optional<Boolean> too = call.holds(snapshot, at(root, place, from));
            assertThat(held.equals(Optional.of(true)) && too.equals(Optional.of(false)))
                    .as(name)
                    .isFalse();
        } else {
            boolean never = remark.code() == RemarkCode.CONDITION_NEVER_HOLDS;
            assertThat(held).as(name).isNotEqualTo(Optional.of(never));
        }
    }

    private static Condition at(Condition root, String[] path, int from) {
        Condition found = root;
        for (int at = from; at < path.length; at++) {
            if (found instanceof Condition.Not not) {
                found = not.part();
            } else if (found instanceof Condition.All all) {
                found = all.parts().get(Integer.parseInt(path[++at]));
            } else if (found instanceof Condition.Any any) {
                found = any.parts().get(Integer.parseInt(path[++at]));
            } else {
                fail("There is nothing at " + String.join("/", path));
            }
        }
        return found;
    }

    private static Optional<Value> failed(Evaluation answer) {
        return answer.reason() == Reason.ERROR || answer.reason() == Reason.DISABLED
                ? answer.variant().map(Variant::value)
                : Optional.of(Value.NULL);
    }

    private record Call(EvaluationContext context, Moment moment) {

        Call with(EvaluationContext other) {
            return new Call(other, moment);
        }

        boolean hasKeys() {
            return List.of("targetingKey", "p", "q").stream()
                            .map(context::attribute)
                            .filter(Objects::nonNull)
                            .filter(Value.TextValue.class::isInstance)
                            .count()
                    == 3;
        }

        Evaluation evaluate(Snapshot snapshot, String flag) {
            return Evaluator.evaluate(snapshot, flag, context, moment);
        }

        /** Whether a condition holds; empty if it cannot be told. */
        Optional<Boolean> holds(Snapshot snapshot, Condition condition) {
            Flag base = ((SnapshotFlag.Understood) Objects.requireNonNull(snapshot.flag("f0"))).flag();
            Flag asking = new Flag(
                    "asking",
                    base.type(),
                    base.variants(),
                    true,
                    Optional.empty(),
                    false,
                    List.of(),
                    List.of(),
                    List.of(new Rule("asked", condition, new Serve.OneVariant("x"))),
                    Optional.empty(),
                    base.bucketing(),
                    List.of());
            Snapshot with = snapshot.apart()
                    .change()
                    .put(new SnapshotFlag.Understood(1, asking))
                    .at(snapshot.position());
            Evaluation answer = evaluate(with, "asking");
            return answer.reason() == Reason.ERROR
                    ? Optional.empty()
                    : Optional.of(answer.ruleId().isPresent());
        }
    }
}
