package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    private static final EvaluationContext ANYBODY = EvaluationContext.empty();

    @ParameterizedTest
    @CsvSource({"1, true", "0, false", "true, false", "on, false", "'', false", "' 1', false", "11, false"})
    void isOnExactlyWhenItIsOne(String text, boolean on) {
        try (Belay belay = Belay.environment(Map.of("TOGGLE_CHECKOUT_NEW_FLOW", text))) {
            assertThat(belay.toggle("checkout.new-flow").isActive()).isEqualTo(on);
        }
    }

    @Test
    void isOffWithoutAVariable() {
        try (Belay belay = Belay.environment(Map.of())) {
            assertThat(belay.toggle("checkout.new-flow").isActive()).isFalse();
            assertThat(belay.evaluate("checkout.new-flow", ANYBODY, true).value())
                    .isTrue();
            assertThat(belay.evaluate("checkout.new-flow", ANYBODY, true).errorCode())
                    .contains(ErrorCode.FLAG_NOT_FOUND);
            assertThat(belay.status().isReady()).isTrue();
        }
    }

    @Test
    void readsTypedValues() {
        Map<String, String> variables = Map.of(
                "BELAY_VALUE_LAYOUT", "\"grid\"",
                "BELAY_VALUE_LIMIT", "7",
                "BELAY_VALUE_RATE", "0.25",
                "BELAY_VALUE_LIMITS", "{\"most\": 3}");
        try (Belay belay = Belay.environment(variables)) {
            assertThat(belay.evaluate("layout", ANYBODY, "list").value()).isEqualTo("grid");
            assertThat(belay.evaluate("limit", ANYBODY, 1).value()).isEqualTo(7);
            assertThat(belay.evaluate("limit", ANYBODY, 1L).value()).isEqualTo(7L);
            assertThat(belay.evaluate("rate", ANYBODY, 1.0).value()).isEqualTo(0.25);
            assertThat(belay.evaluate("rate", ANYBODY, 1).errorCode()).contains(ErrorCode.TYPE_MISMATCH);
            assertThat(belay.evaluate("limits", ANYBODY, Value.NULL).value())
                    .isEqualTo(Value.of(Map.of("most", Value.of(3))));
        }
    }

    @Test
    void saysWhichVariableIsNotJson() {
        try (Belay belay = Belay.environment(Map.of("BELAY_VALUE_LAYOUT", "grid"))) {
            EvaluationDetails<String> details = belay.evaluate("layout", ANYBODY, "list");

            assertThat(details.value()).isEqualTo("list");
            assertThat(details.errorCode()).contains(ErrorCode.PARSE_ERROR);
            assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
            assertThat(belay.status().message()).contains("BELAY_VALUE_LAYOUT");
        }
    }

    @Test
    void refusesTwoKeysWithOneVariable() {
        try (Belay belay = Belay.environment(Map.of("TOGGLE_SHOP_NEW_FLOW", "1"))) {
            Toggle first = belay.toggle("shop.new-flow");
            assertThat(first.isActive()).isTrue();

            Toggle second = belay.toggle("shop_new.flow");

            assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
            assertThat(belay.status().message()).contains("shop.new-flow", "shop_new.flow", "TOGGLE_SHOP_NEW_FLOW");
            assertThat(first.isActive()).isFalse();
            assertThat(second.isActive()).isFalse();
            // OpenFeature's code for configuration that cannot be read: the variable does not say which flag it means.
            for (String key : new String[] {"shop.new-flow", "shop_new.flow"}) {
                EvaluationDetails<Boolean> details = belay.evaluate(key, ANYBODY, true);
                assertThat(details.value()).isTrue();
                assertThat(details.errorCode()).contains(ErrorCode.PARSE_ERROR);
                assertThat(details.message())
                        .hasValueSatisfying(words -> assertThat(words)
                                .contains("share the variable TOGGLE_SHOP_NEW_FLOW", "rename one of them"));
            }
        }
    }

    @Test
    void comesBeforeASourceThatIsAskedLater() {
        Map<String, String> forced = Map.of("TOGGLE_SHOP_BANNER", "1");
        Map<String, String> others = Map.of("TOGGLE_SHOP_BANNER", "0", "TOGGLE_SHOP_SEARCH", "1");
        try (Belay belay = Belay.of(Source.environment(forced), Source.environment(others))) {
            assertThat(belay.toggle("shop.banner").isActive()).isTrue();
            assertThat(belay.toggle("shop.search").isActive()).isTrue();
            assertThat(belay.evaluateAll(ANYBODY)).containsOnlyKeys("shop.banner", "shop.search");
        }
    }
}
