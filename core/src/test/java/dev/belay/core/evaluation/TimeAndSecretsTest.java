package dev.belay.core.evaluation;

import static dev.belay.core.evaluation.FlagBuilder.flag;
import static dev.belay.core.evaluation.FlagBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Operator;
import dev.belay.core.condition.WallClock;
import dev.belay.core.snapshot.Snapshot;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimeAndSecretsTest {

    private static final Instant LAUNCH = Instant.parse("2026-08-03T09:00:00Z");
    private static final Condition LAUNCHED = new Condition.Now(Optional.of(LAUNCH), Optional.empty());
    private static final Condition OFFICE = new Condition.Time(
            new WallClock(ZoneId.of("Europe/Lisbon"), 9 * 3600, 17 * 3600, Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)));

    @Test
    void anAnswerThatDependsOnTimeIsNeverStatic() {
        for (Condition condition : List.of(LAUNCHED, OFFICE, new Condition.Not(OFFICE))) {
            Snapshot direct = snapshot(flag("f").rule("r", condition, "on").otherwise("on"));
            Snapshot behind = snapshot(
                    flag("f").requires("base", "on").otherwise("on"),
                    flag("base").rule("r", condition, "on").otherwise("on"));

            assertThat(evaluate(direct, Instant.EPOCH).reason()).isNotEqualTo(Reason.STATIC);
            assertThat(evaluate(direct, LAUNCH.plusMillis(1)).reason()).isNotEqualTo(Reason.STATIC);
            assertThat(evaluate(behind, Instant.EPOCH).reason()).isEqualTo(Reason.DEFAULT);
        }
    }

    @Test
    void theMomentOfTheCallDecides() {
        Snapshot snapshot = snapshot(flag("f").rule("r", LAUNCHED, "on").otherwise("off"));

        assertThat(evaluate(snapshot, LAUNCH).ruleId()).isEmpty();
        assertThat(evaluate(snapshot, LAUNCH.plusMillis(1)).ruleId()).contains("r");
    }

    @Test
    void nothingIsAssumedWhereNoMomentIsGiven() {
        Snapshot snapshot = snapshot(
                flag("timed").rule("r", new Condition.Not(LAUNCHED), "on").otherwise("off"),
                flag("plain").otherwise("on"));
        Scope momentless = Scope.of(snapshot, EvaluationContext.empty());
        EvaluationContext user = EvaluationContext.of("user-1");

        assertThat(Evaluator.evaluate(momentless, "timed", user).errorCode()).contains(ErrorCode.GENERAL);
        assertThat(Evaluator.evaluate(momentless, "plain", user).reason()).isEqualTo(Reason.STATIC);
        assertThat(Evaluator.evaluate(momentless.at(new Moment(LAUNCH, 0)), "timed", user)
                        .ruleId())
                .contains("r");
    }

    @Test
    void explanationsTellWhatTimeItWas() {
        Snapshot snapshot = snapshot(flag("f")
                .rule("r", new Condition.All(List.of(LAUNCHED, OFFICE)), "on")
                .otherwise("off"));
        Instant now = LAUNCH.plusSeconds(1);

        List<Explanation.Step> steps = Evaluator.explain(snapshot, "f", EvaluationContext.empty(), new Moment(now, 0))
                .steps()
                .get(0)
                .steps();

        assertThat(steps)
                .extracting(step -> step.subject() + ": " + step.detail())
                .containsExactly(
                        "now after 2026-08-03T09:00:00Z: it is 2026-08-03T09:00:01Z",
                        "time in Europe/Lisbon from 09:00 to 17:00 on mon, fri: it is 2026-08-03T09:00:01Z");
    }

    @Test
    void explanationsShowNeitherASecretOperandNorWhatItWasComparedWith() {
        Value operand = Value.of(Map.of(
                "salt", Value.of("pepper"), "hashes", Value.of(List.of(Value.of("0123456789abcdef".repeat(4))))));
        Condition secret = new Condition.Attribute(
                AttributeName.parse("email"), Operator.SHA256_IN, operand, false, false, Optional.empty());
        Snapshot snapshot = snapshot(flag("f").rule("r", secret, "on").otherwise("off"));
        EvaluationContext context = EvaluationContext.of("u").with("email", "alice@example.com");

        String steps = Evaluator.explain(snapshot, "f", context, new Moment(LAUNCH, 0))
                .steps()
                .toString();

        assertThat(steps)
                .contains("email sha256In [not shown]", "present, not shown")
                .doesNotContain("pepper", "0123", "alice");
        assertThat(Evaluator.explain(snapshot, "f", EvaluationContext.empty(), new Moment(LAUNCH, 0))
                        .steps()
                        .toString())
                .contains("absent");
    }

    private static Evaluation evaluate(Snapshot snapshot, Instant now) {
        return Evaluator.evaluate(snapshot, "f", EvaluationContext.of("user-1"), new Moment(now, 0));
    }
}
