package dev.belay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.Value;
import dev.belay.json.MalformedJsonException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final JsonLimits SMALL = new JsonLimits(100, 3, 10);

    @Test
    void readsEveryTypeOfValue() {
        Value value = Json.read(" {\"a\": [true, false, null, 1, -2.5e3, \"x\\u00e9\"], \"b\": {}} ");

        assertThat(value)
                .isEqualTo(Value.of(Map.of(
                        "a",
                        Value.of(List.of(
                                Value.of(true),
                                Value.of(false),
                                Value.NULL,
                                Value.of(1),
                                Value.of(-2500),
                                Value.of("xé"))),
                        "b",
                        Value.of(Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "Infinity",
                "[1] 2",
                "[1]]",
                "tru",
                "\"\t\"",
                "\"\\x\"",
                "// note\n1",
                "{\"a\" 1}",
                "\uFEFF1",
                "[",
                "\"abc"
            })
    void refusesWhatIsNotJson(String text) {
        assertRefused(text, Kind.SYNTAX, "");
    }

    @Test
    void saysWhereTheSyntaxIsBroken() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read("{\"rules\": [1, }"))
                .satisfies(refusal -> assertThat(refusal.path()).startsWith("/rules"))
                .withMessageContaining("line 1, column");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1,\"a\":2}', /a",
        "'{\"a\":1,\"\\u0061\":2}', /a",
        "'{\"x\":[{\"a~/\":1,\"a~/\":2}]}', /x/0/a~0~1",
    })
    void refusesAMemberNamedTwice(String text, String path) {
        assertRefused(text, Kind.DUPLICATE_KEY, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "9007199254740992.5",
                "9007199254740994",
                "1e17",
                "1e400",
                "100000000000000000000",
                "-1e21"
            })
    void refusesNumbersBeyondTwoToThe53(String number) {
        assertRefused("{\"n\":[" + number + "]}", Kind.NUMBER_RANGE, "/n/0");
    }

    @Test
    void refusesANumberWithTooManyDigits() {
        assertRefused("[0." + "1".repeat(2_000) + "]", Kind.NUMBER_RANGE, "");
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740992, 9007199254740992",
        "-9007199254740992, -9007199254740992",
        "1e-400, 0",
        "-0, 0",
        "-0.0e5, 0",
        "0.1, 0.1",
        "12345678901234567e-3, 12345678901234.566",
    })
    void readsNumbersAsDoubles(String number, String canonical) {
        assertThat(CanonicalJson.text(Json.read(number))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"\\ud800\":1}", "[\"a\\ud83dx\"]"})
    void refusesHalfASurrogatePairThatIsEscaped(String text) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read(text))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.UNICODE));
    }

    @Test
    void refusesHalfASurrogatePairInTheText() {
        assertRefused("\"\ud800\"", Kind.UNICODE, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c08022", "22eda08022", "22e282", "22f490808022"})
    void refusesBytesThatAreNotUtf8(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read(bytes, JsonLimits.DEFAULT))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.UNICODE));
    }

    @Test
    void readsUpToItsLimitsAndNoFurther() {
        assertThat(Json.read("[[[]]]", SMALL)).isNotNull();
        assertRefused("[[[[]]]]", SMALL, Kind.DEPTH, "/0/0/0");
        assertRefused("{\"a\":[{\"b\":{}}]}", SMALL, Kind.DEPTH, "/a/0/b");

        assertThat(Json.read("\"1234567890\"", SMALL)).isEqualTo(Value.of("1234567890"));
        assertRefused("[\"12345678901\"]", SMALL, Kind.STRING_LENGTH, "/0");
        assertRefused("{\"12345678901\":1}", SMALL, Kind.STRING_LENGTH, "/12345678901");

        assertThat(Json.read(" ".repeat(99) + "1", SMALL)).isEqualTo(Value.of(1));
        assertRefused(" ".repeat(100) + "1", SMALL, Kind.SIZE, "");
        assertRefused("\"" + "é".repeat(50) + "\"", SMALL, Kind.SIZE, "");
    }

    @Test
    void namesTheLimitThatIsExceeded() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read("[[[[]]]]", SMALL))
                .withMessage("At /0/0/0: Lists and objects lie more than 3 deep in one another");
    }

    @Test
    void survivesTheDeepestNestingThatCanBeAskedFor() {
        JsonLimits deepest = JsonLimits.TRUSTED;
        String text = "[".repeat(1_000) + "]".repeat(1_000);

        assertThat(CanonicalJson.text(Json.read(text, deepest))).isEqualTo(text);
        assertRefused("[" + text + "]", deepest, Kind.DEPTH, "/0".repeat(1_000));
        assertRefused("[".repeat(100_000), deepest, Kind.DEPTH, "/0".repeat(1_000));
    }

    private static void assertRefused(String text, Kind kind, String path) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read(text))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(kind);
                    assertThat(refusal.path()).startsWith(path);
                });
    }

    private static void assertRefused(String text, JsonLimits limits, Kind kind, String path) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8), limits))
                .satisfies(refusal -> {
                    assertThat(refusal.kind()).isEqualTo(kind);
                    assertThat(refusal.path()).isEqualTo(path);
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {\"a\": 01}       | A number begins with a zero
            {\"a\": NaN}      | The word 'NaN' is not JSON
            {\"a\": yes}      | The word 'yes' is not JSON
            {a: 1}            | A name in double quotes was expected
            {\"a\": 1         | The text ends in the middle
            {\"a\" 1}         | A colon was expected
            [1 2]             | A comma or the end
            [1}               | closes nothing that is open
            {\"a\": \"\\x\"}   | an escape that JSON does not know
            [+1]              | not
            [1.]              | A number is not complete
            """)
    void saysInItsOwnWordsWhereTheGrammarIsBroken(String text, String sentence) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> Json.read(text))
                .satisfies(malformed -> assertThat(malformed.detail())
                        .contains(sentence, "line 1, column")
                        .doesNotContain("Feature", "REDACTED", "Source", "token"));
    }
}
