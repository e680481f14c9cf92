package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    @Test
    void sortsMembersByUtf16CodeUnits() {
        Value value = Json.read("{\"\\ud83d\\ude00\":1,\"\\ufb33\":2,\"b\":3,\"a\":4,\"B\":5,\"\":6,\"1\":7,\"10\":8}");

        assertThat(CanonicalJson.text(value))
                .isEqualTo("{\"\":6,\"1\":7,\"10\":8,\"B\":5,\"a\":4,\"b\":3,\"\ud83d\ude00\":1,\"\ufb33\":2}");
    }

    @Test
    void escapesOnlyWhatMustBe() {
        assertThat(CanonicalJson.text(Value.of("\"\\/\b\t\n\f\r\u0000\u001f\u007f\u2028é€")))
                .isEqualTo("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028é€\"");
    }

    @Test
    void writesEmptyContainers() {
        assertThat(CanonicalJson.text(Json.read("{\"a\": [ ], \"b\": { }}"))).isEqualTo("{\"a\":[],\"b\":{}}");
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Value.of("\ud800")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.bytes(Value.of(Map.of("\udc00", Value.NULL))));
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "0000000000000002, 1e-323",
        "0000000000000003, 1.5e-323",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4340000000000001, 9007199254740994",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
        "44c52d02c7e14af6, 2e+23",
        "3fb999999999999a, 0.1",
        "3ff8000000000000, 1.5",
    })
    void writesNumbersAsEcmaScriptDoes(String bits, String text) {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.text(Value.of(number))).isEqualTo(text);
    }
}
