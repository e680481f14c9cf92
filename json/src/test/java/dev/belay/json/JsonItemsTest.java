package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonItemsTest {

    private final List<Value> items = new ArrayList<>();

    @Test
    void handsOverOneAfterAnother() {
        assertThat(read(" [\"a\", \"\\u65e5\", 1, [true], \"日\"] ", 10)).isTrue();

        assertThat(items)
                .containsExactly(
                        Value.of("a"), Value.of("日"), Value.of(1), Value.of(List.of(Value.of(true))), Value.of("日"));
    }

    @Test
    void looksNoFurtherThanAsked() {
        assertThat(read("[1, 2, 3, nonsense", 2)).isTrue();

        assertThat(items).containsExactly(Value.of(1), Value.of(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "1", "\"[]\"", "", "null"})
    void saysThatItIsNoList(String text) {
        assertThat(read(text, 10)).isFalse();
        assertThat(items).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1", "[1,", "[1,]", "[1 2]", "[1] 2", "[1, [[]]]", "[1, \"\\ud800\"]", "[1, 9007199254740993]"})
    void isAsStrictAsForOneValue(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(text, 10));
        assertThat(items).first().isEqualTo(Value.of(1));
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] bytes = "[1, \"?\"]".getBytes(StandardCharsets.ISO_8859_1);
        bytes[5] = (byte) 0xff;

        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonItems.read(bytes, JsonLimits.DEFAULT, items::add))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(MalformedJsonException.Kind.UNICODE));
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonItems.read(bytes, new JsonLimits(5, 2, 5), items::add))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(MalformedJsonException.Kind.SIZE));
    }

    private boolean read(String text, int most) {
        return JsonItems.read(text.getBytes(StandardCharsets.UTF_8), new JsonLimits(1_000, 2, 100), item -> {
            items.add(item);
            return items.size() < most;
        });
    }
}
