package dev.belay.json.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import dev.belay.json.CanonicalBytes;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recognized without being read must be what reading and writing it would give, whatever the bytes are. */
class CanonicalBytesTest {

    private static final String DOCUMENT =
            "{\"a\":[1,-20,0,true,false,null,\"é\\n\\\"\",{}],\"ab\":{\"x\":\"\",\"y\":[]},\"b\":\"日本\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                DOCUMENT,
                "{}",
                "[]",
                "\"\"",
                "0",
                "-1",
                "123456789012345",
                "null",
                "[[[]],{}]",
                "\"a\\\\\"",
                "{\"a\":1,\"aa\":2,\"b\":3}"
            })
    void recognizesWhatDocumentsConsistOf(String canonical) {
        byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);

        assertThat(CanonicalJson.text(Json.read(canonical))).isEqualTo(canonical);
        assertThat(new CanonicalBytes(bytes).endOfValue(0)).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"aa\":1,\"a\":2}",
                "{\"a\": 1}",
                "[1, 2]",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "-0",
                "1.0",
                "1e3",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"a",
                "\"\\",
                "tru",
                "[",
                "{\"a\"",
                "",
                "-",
                "\"\t\""
            })
    void recognizesNothingElse(String text) {
        assertThat(new CanonicalBytes(text.getBytes(StandardCharsets.UTF_8)).endOfValue(0))
                .isEqualTo(CanonicalBytes.NONE);
    }

    @Test
    void neverTakesCanonicalBytesForAnythingShorter() {
        qt().forAll(Values.any()).check(value -> {
            byte[] bytes = CanonicalJson.bytes(value);
            int end = new CanonicalBytes(bytes).endOfValue(0);
            return end == CanonicalBytes.NONE || end == bytes.length;
        });
    }

    @Test
    void isNotFooledByDamage() {
        byte[] whole = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        qt().withExamples(20_000)
                .forAll(integers().between(0, whole.length - 1), integers().between(-128, 127))
                .check((at, damage) -> {
                    byte[] bytes = whole.clone();
                    bytes[at] = damage.byteValue();
                    return new CanonicalBytes(bytes).endOfValue(0) != bytes.length || isCanonical(bytes);
                });
    }

    @Test
    void leavesDeepNestingToTheReader() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        assertThat(new CanonicalBytes(deep.getBytes(StandardCharsets.UTF_8)).endOfValue(0))
                .isEqualTo(CanonicalBytes.NONE);
    }

    private static boolean isCanonical(byte[] bytes) {
        try {
            return java.util.Arrays.equals(CanonicalJson.bytes(Json.read(bytes, JsonLimits.DEFAULT)), bytes);
        } catch (MalformedJsonException notJson) {
            return false;
        }
    }
}
