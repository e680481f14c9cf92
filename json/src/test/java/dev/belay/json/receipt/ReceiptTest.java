package dev.belay.json.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.json.Json;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Moment NOON = new Moment(Instant.parse("2026-08-03T12:00:00.123456789Z"), -7);
    private static final EvaluationContext ANA =
            EvaluationContext.of("ana").with("country", "PT").with("shoes", "red");

    private final LedgerState state = state("""
            {"id": "iberia", "when": {"attribute": "country", "in": ["PT"]}, "serve": {"variant": "on"}}""");
    private final LedgerState ofMoment = state("""
            {"id": "noon", "when": {"all": [
                {"now": {"after": "2026-08-03T12:00:00.123Z"}},
                {"share": {"from": 99999, "to": 100000, "bucketing": {"salt": "s", "by": "$random"}}}]},
             "serve": {"variant": "on"}}""");

    @Test
    void replaysToTheSame() {
        Replay replay = Replay.of(Receipt.parse(receipt(state, ANA, 1).toString()), state, ANA.with("shoes", "blue"));

        assertThat(replay.isSame()).isTrue();
        assertThat(replay.explanation().evaluation().ruleId()).contains("iberia");
    }

    @Test
    void replaysAtItsMoment() {
        Receipt receipt = receipt(ofMoment, ANA, 1);

        Replay replay = Replay.of(Receipt.parse(receipt.toString()), ofMoment, ANA);

        assertThat(receipt.now()).contains(NOON.now());
        assertThat(receipt.random()).contains(-7);
        assertThat(receipt.outcome().ruleId()).contains("noon");
        assertThat(replay.isSame()).isTrue();
    }

    @Test
    void keepsNoMomentThatNobodyAsksFor() {
        assertThat(receipt(state, ANA, 1).now()).isEmpty();
        assertThat(receipt(state, ANA, 1).random()).isEmpty();
    }

    @Test
    void noticesAnotherContext() {
        Replay replay = Replay.of(receipt(state, ANA, 1), state, ANA.with("country", "ES"));

        assertThat(replay.sameContext()).isFalse();
        assertThat(replay.sameOutcome()).isFalse();
        assertThat(replay.sameBehaviour()).isTrue();
    }

    @Test
    void noticesOtherDocuments() {
        LedgerState other = state("""
                {"id": "iberia", "when": {"attribute": "country", "in": ["PT", "ES"]}, "serve": {"variant": "on"}}""");

        Replay replay = Replay.of(receipt(state, ANA, 1), other, ANA);

        assertThat(replay.sameBehaviour()).isFalse();
        assertThat(replay.sameOutcome()).isTrue();
        assertThat(replay.isSame()).isFalse();
    }

    @Test
    void looksDifferentForTheSameContextEachTime() {
        assertThat(receipt(state, ANA, 1).fingerprint().digest())
                .isNotEqualTo(receipt(state, ANA, 2).fingerprint().digest());
    }

    @Test
    void takesTextsThatJsonCannotWrite() {
        EvaluationContext half = ANA.with("country", "\ud83d");

        assertThat(Replay.of(receipt(state, half, 1), state, half).isSame()).isTrue();
        assertThat(Replay.of(receipt(state, half, 1), state, ANA).sameContext()).isFalse();
    }

    @Test
    void takesAnAbsentAttributeForOneThatIsNull() {
        EvaluationContext absent = EvaluationContext.of("ana");

        assertThat(Replay.of(receipt(state, absent, 1), state, absent.with("country", Value.NULL))
                        .isSame())
                .isTrue();
    }

    @Test
    void isShortAndSafeInAddresses() {
        assertThat(receipt(ofMoment, ANA, -1).toString())
                .matches("b1\\.[A-Za-z0-9_-]+")
                .hasSizeLessThan(200);
    }

    @Test
    void knowsAFlagThatDoesNotExist() {
        Evaluation evaluation = Evaluator.evaluate(state.snapshot(), "nothing", ANA, NOON);
        Receipt receipt = Receipt.of(state.behaviour("nothing"), evaluation, ANA, NOON, 1);

        assertThat(Replay.of(Receipt.parse(receipt.toString()), state, ANA).isSame())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b1", "hello", "B1.AAAA", "{\"receipt\": 1}"})
    void refusesWhatIsNoReceipt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.parse(text))
                .withMessage("This is not a receipt: a receipt begins with b1.");
    }

    @Test
    void refusesAFormThatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.parse("b2.AAAA"))
                .withMessageContaining("of the form b2");
    }

    @Test
    void refusesEveryReceiptThatIsCutShortOrChanged() {
        String text = receipt(ofMoment, ANA, 77).toString();

        for (int at = 3; at < text.length(); at++) {
            String cut = text.substring(0, at);
            String changed = cut + (text.charAt(at) == 'x' ? 'y' : 'x') + text.substring(at + 1);
            assertDamaged(cut);
            assertDamaged(changed);
        }
        assertDamaged(text + "A");
        assertDamaged(text + "=");
        assertThat(Receipt.parse(" " + text + "\n").toString()).isEqualTo(text);
    }

    private static void assertDamaged(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.parse(text))
                .withMessage("The receipt is damaged or not complete; copy all of it");
    }

    private static Receipt receipt(LedgerState state, EvaluationContext context, long salt) {
        Evaluation evaluation = Evaluator.evaluate(state.snapshot(), "basket", context, NOON);
        return Receipt.of(state.behaviour("basket"), evaluation, context, NOON, salt);
    }

    private static LedgerState state(String rule) {
        String flag = """
                {"format": 1, "key": "basket", "type": "boolean", "enabled": true, "rules": [%s],
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "otherwise": {"variant": "off"}}""".formatted(rule);
        SubjectState basket = new SubjectState(Subject.flag("basket"), 3, Optional.of(Document.of(Json.read(flag))));
        return LedgerState.of(new Position("9f86d081884c7d65", 41), Instant.EPOCH, List.of(basket));
    }
}
