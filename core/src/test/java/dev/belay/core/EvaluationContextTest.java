package dev.belay.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.condition.AttributeName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationContextTest {

    // Around the number up to which attributes are kept side by side.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40})
    void holdsItsAttributesInTheirOrderHoweverManyThereAre(int count) {
        EvaluationContext built = EvaluationContext.empty();
        Map<String, Value> expected = new LinkedHashMap<>();
        for (int n = 0; n < count; n++) {
            built = built.with("attribute-" + n, n);
            expected.put("attribute-" + n, Value.of(n));
        }
        assertThat(built.attributes()).containsExactlyEntriesOf(expected);
        assertThat(built).isEqualTo(EvaluationContext.of(expected)).hasSameHashCodeAs(EvaluationContext.of(expected));
        assertThat(built.attribute(new String("attribute-" + (count - 1))))
                .isEqualTo(expected.get("attribute-" + (count - 1)));
        assertThat(built.attribute("absent")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17})
    void replacesAnAttributeInItsPlaceAndLeavesTheOriginalAsItWas(int count) {
        EvaluationContext before = EvaluationContext.of("user-1");
        for (int n = 1; n < count; n++) {
            before = before.with("attribute-" + n, n);
        }
        EvaluationContext after = before.with(EvaluationContext.TARGETING_KEY, "user-2");

        assertThat(after.key()).isEqualTo("user-2");
        assertThat(after.attributes()).hasSize(count);
        assertThat(after.attributes().keySet()).first().isEqualTo(EvaluationContext.TARGETING_KEY);
        assertThat(before.key()).isEqualTo("user-1");
    }

    @Test
    void takesNullForWhatIsNotThere() {
        EvaluationContext context = EvaluationContext.of((String) null)
                .with("country", (String) null)
                .with("groups", (List<String>) null)
                .with("partly", Arrays.asList("a", null));

        for (String name : List.of(EvaluationContext.TARGETING_KEY, "country", "groups")) {
            assertThat(AttributeName.parse(name).in(context)).as(name).isNull();
        }
        assertThat(context.attribute("partly")).isEqualTo(Value.of(List.of(Value.of("a"), Value.NULL)));
        assertThat(context.targetingKey()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740991, 9.007199254740991E15",
        "-9007199254740991, -9.007199254740991E15",
        "9007199254740992, ",
        "9007199254740993, ",
        "-9223372036854775808, "
    })
    void keepsIntegersExactly(long integer, Double number) {
        Value expected = number == null ? Value.of(Long.toString(integer)) : Value.of(number);

        assertThat(EvaluationContext.empty().with("id", integer).attribute("id"))
                .isEqualTo(expected);
    }

    @Test
    void findsWhatItHasBesideAnAttributeWithoutAName() {
        EvaluationContext odd = EvaluationContext.empty().with(null, "nobody").with("country", "PT");

        assertThat(odd.attribute("country")).isEqualTo(Value.of("PT"));
        assertThat(odd.attribute("absent")).isNull();
        assertThat(odd.key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 30})
    void mergesWhatWinsOverWhatIsThere(int count) {
        EvaluationContext facts = EvaluationContext.of("fact").withPrivate("secret");
        EvaluationContext own = EvaluationContext.of("own");
        for (int n = 0; n < count; n++) {
            facts = facts.with("fact-" + n, n);
            own = own.with("own-" + n, n);
        }
        EvaluationContext merged = facts.merge(own);

        assertThat(merged.key()).isEqualTo("own");
        assertThat(merged.attributes()).hasSize(2 * count + 1).containsKeys("fact-0", "own-" + (count - 1));
        assertThat(merged.isPrivate("secret")).isTrue();
    }
}
