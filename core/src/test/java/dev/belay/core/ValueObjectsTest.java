package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueObjectsTest {

    @ParameterizedTest
    @ValueSource(strings = {"k3f9:0", "a-B:42", "1:999999999999999999"})
    void aPositionReadsBackWhatItWrites(String text) {
        assertThat(Position.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e1",
                ":1",
                "e1:",
                "e1:-1",
                "e1:+1",
                "e1:01",
                "e1:1x",
                "e 1:1",
                "a:b:1",
                "é:1",
                "e1:9999999999999999999"
            })
    void aPositionRefusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Position.parse(text));
    }

    @Test
    void positionsCompareOnlyWithinAnEpoch() {
        Position position = new Position("e1", 4);

        assertThat(position.next()).isEqualTo(new Position("e1", 5));
        assertThat(position.sharesEpochWith(new Position("e1", 9))).isTrue();
        assertThat(position.sharesEpochWith(new Position("e2", 4))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "checkout.new-flow", "日本", "a:b", "😀"})
    void aFlagKeyMayBeAlmostAnything(String key) {
        assertThat(Keys.problemOf(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "a?", "a#", "100%", "a\tb", "a\u0000", "a\u00a0b", "a\u2028", "\ud800"})
    void aFlagKeyHasNoWhiteSpaceOrCharactersOfUrls(String key) {
        assertThat(Keys.problemOf(key)).isPresent();
    }

    @Test
    void aFlagKeyHasAtMost200CodePoints() {
        assertThat(Keys.problemOf("😀".repeat(200))).isEmpty();
        assertThat(Keys.problemOf("a".repeat(201))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "a, true",
        "a1-b, true",
        "production, true",
        "A, false",
        "1a, false",
        "-a, false",
        "a_b, false",
        "'', false"
    })
    void aProjectKeyIsALowerCaseName(String name, boolean legal) {
        assertThat(Keys.isName(name)).isEqualTo(legal);
    }

    @Test
    void aProjectKeyHasAtMost63Characters() {
        assertThat(Keys.isName("a".repeat(63))).isTrue();
        assertThat(Keys.isName("a".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberIsFinite(double number) {
        assertThatIllegalArgumentException().isThrownBy(() -> Value.of(number));
    }

    @Test
    void valuesAreEqualWhateverTheSignOfZeroAndTheOrderOfMembers() {
        assertThat(Value.of(-0.0)).isEqualTo(Value.of(0.0));
        Map<String, Value> backwards = new java.util.LinkedHashMap<>();
        backwards.put("b", Value.of(2));
        backwards.put("a", Value.of(1));
        assertThat(Value.of(backwards)).isEqualTo(Value.of(Map.of("a", Value.of(1), "b", Value.of(2))));
    }

    @Test
    void valuesDoNotFollowWhatTheyWereMadeOf() {
        Map<String, Value> members = new HashMap<>(Map.of("a", Value.of(1)));
        Value structure = Value.of(members);
        members.put("b", Value.of(2));

        assertThat(structure).isEqualTo(Value.of(Map.of("a", Value.of(1))));
    }

    @Test
    void aContextMergesWithTheOtherWinning() {
        EvaluationContext merged = EvaluationContext.of("user-1")
                .with("country", "PT")
                .merge(EvaluationContext.of("user-2")
                        .with("age", 3)
                        .with("vip", true)
                        .with("tags", List.of("a")));

        assertThat(merged.targetingKey()).contains("user-2");
        assertThat(merged.attribute("country")).isEqualTo(Value.of("PT"));
        assertThat(merged.attributes()).containsOnlyKeys("targetingKey", "country", "age", "vip", "tags");
    }

    @Test
    void aContextDoesNotPrintItsValues() {
        assertThat(EvaluationContext.of("user-1").with("country", "PT").toString())
                .doesNotContain("user-1")
                .doesNotContain("PT")
                .contains("country");
    }
}
