package dev.belay.json.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.core.flag.Flag;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.CanonicalJson;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Json;
import dev.belay.json.Violation;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagFormatTest {

    static final String FULL = """
            {"format": 1, "key": "checkout.new-flow", "type": "boolean",
             "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
             "enabled": true, "offVariant": "off", "exposed": true,
             "prerequisites": [{"flag": "payments.v2", "variants": ["on"]}, {"flag": "freeze", "disabled": true}],
             "targets": [{"variant": "on", "keys": ["user-7", "user-1"]}],
             "rules": [
               {"id": "beta", "when": {"segment": "beta-testers"}, "serve": {"variant": "on"}},
               {"id": "iberia",
                "when": {"all": [
                  {"attribute": "country", "in": ["PT", "ES"], "ignoreCase": true},
                  {"attribute": "/app/build", "atLeast": 210, "as": "number", "negate": true},
                  {"any": [{"flag": "other", "variants": ["on", "off"]}, {"flag": "other", "disabled": true}]},
                  {"not": {"share": {"from": 0, "to": 500,
                    "bucketing": {"algorithm": "belay-1", "salt": "s", "by": "company", "total": 1000}}}}]},
                "serve": {"split": {
                  "slices": [{"variant": "on", "weight": 25}, {"variant": "off", "weight": 75}],
                  "bucketing": {"algorithm": "belay-1", "salt": "own", "by": "$random", "total": 100,
                    "onMissingKey": "error"}}}}],
             "otherwise": {"split": {"slices": [{"variant": "off", "weight": 100000}]}},
             "bucketing": {"algorithm": "belay-1", "salt": "checkout.new-flow", "by": "targetingKey",
               "total": 100000, "onMissingKey": "firstSlice"},
             "requires": ["operator:in"]}
            """;

    private static final String MINIMAL =
            "{\"key\":\"a\",\"type\":\"string\",\"variants\":[{\"name\":\"x\",\"value\":\"1\"}],\"enabled\":false}";

    @Test
    void writesWhatItRead() {
        Flag flag = FlagFormat.read(Json.read(FULL));

        assertThat(FlagFormat.write(flag)).isEqualTo(Json.read(FULL));
    }

    @Test
    void fillsInWhatTheAlgorithmHasAsUsual() {
        String gutter = MINIMAL.replace("}],", "}],\"bucketing\":{\"algorithm\":\"gutter\"},");

        assertThat(CanonicalJson.text(FlagFormat.write(FlagFormat.read(Json.read(gutter)))))
                .startsWith("{\"bucketing\":{\"algorithm\":\"gutter\",\"by\":\"targetingKey\","
                        + "\"onMissingKey\":\"fallThrough\",\"parameters\":{\"keys\":\"text\",\"strings\":\"unicode\"},"
                        + "\"salt\":\"a\",\"total\":100}");
    }

    @Test
    void keepsAHoleAndTheParametersOfASplit() {
        String split = MINIMAL.replace(
                "}],",
                "}],\"otherwise\":{\"split\":{\"slices\":[{\"rest\":true,\"weight\":20},{\"variant\":\"x\",\"weight\":30}],"
                        + "\"bucketing\":{\"algorithm\":\"gutter\",\"parameters\":{\"keys\":\"integer\"}}}},");
        Flag flag = FlagFormat.read(Json.read(split));

        assertThat(FlagFormat.read(FlagFormat.write(flag))).isEqualTo(flag);
        assertThat(CanonicalJson.text(FlagFormat.write(flag)))
                .contains("\"slices\":[{\"rest\":true,\"weight\":20},")
                .contains("\"parameters\":{\"keys\":\"integer\"}");
    }

    @Test
    void refusesAParameterThatIsNotKnownEvenLeniently() {
        String odd = MINIMAL.replace("}],", "}],\"bucketing\":{\"parameters\":{\"seed\":\"7\"}},");

        assertThat(FlagFormat.readLenient("a", 1, Json.read(odd)).toString())
                .contains("a parameter that belay-1 does not take");
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(CanonicalJson.text(FlagFormat.write(FlagFormat.read(Json.read(MINIMAL)))))
                .isEqualTo("{\"bucketing\":{\"algorithm\":\"belay-1\",\"by\":\"targetingKey\","
                        + "\"onMissingKey\":\"fallThrough\",\"salt\":\"a\",\"total\":100000},"
                        + "\"enabled\":false,\"exposed\":false,\"format\":1,\"key\":\"a\",\"prerequisites\":[],"
                        + "\"requires\":[],\"rules\":[],\"targets\":[],\"type\":\"string\","
                        + "\"variants\":[{\"name\":\"x\",\"value\":\"1\"}]}");
    }

    @Test
    void understandsLenientlyWhatItReadsStrictly() {
        assertThat(FlagFormat.readLenient("checkout.new-flow", 3, Json.read(FULL)))
                .isEqualTo(new SnapshotFlag.Understood(3, FlagFormat.read(Json.read(FULL))));
    }

    @Nested
    class Strictly {

        @ParameterizedTest(name = "{0} → {1}: {2}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000, textBlock = """
            `"format": 1`                | `"format": 2`             | /format       | The document is of format 2, which is not known here (allowed: 1)
            `"key": "checkout.new-flow"` | `"key": "a b"`            | /key          | The key contains U+0020, which is not allowed (allowed: 1 to 200 characters without control characters, white space, or any of / ? # %)
            `"key": "checkout.new-flow",`| ``                        | /key          | The field 'key' is missing
            `"type": "boolean"`          | `"type": "bolean"`        | /type         | There is no type 'bolean'; did you mean 'boolean'? (allowed: boolean, number, string, structure)
            `"value": true`              | `"value": "true"`         | /variants/0/value | The flag's values are of type boolean, and this is a text (allowed: boolean)
            `"variants": [{"name"`       | `"variants": [{"name": "off", "value": true}, {"name"` | /variants/2/name  | Another variant is named 'off' too
            `"enabled": true`            | `"enabled": 1`            | /enabled      | This must be true or false, and it is a number (allowed: true or false)
            `"enabled": true,`           | ``                        | /enabled      | The field 'enabled' is missing
            `"exposed"`                  | `"exposd"`                | /exposd       | There is no field 'exposd' here; did you mean 'exposed'? (allowed: bucketing, enabled, exposed, format, key, offVariant, otherwise, prerequisites, requires, rules, targets, type, variants)
            `"offVariant": "off"`        | `"offVariant": "of"`      | /offVariant   | The flag has no variant 'of'; did you mean 'off'? (allowed: off, on)
            `"variants": ["on"]}, {`     | `"variants": []}, {`      | /prerequisites/0/variants | This must name at least one variant
            `"freeze", "disabled": true` | `"freeze", "disabled": false` | /prerequisites/1/disabled | This must be true; to ask that a flag serves something, name its 'variants' (allowed: true)
            `"freeze", "disabled": true` | `"freeze"`                | /prerequisites/1 | This must have either 'variants' or 'disabled' (allowed: variants, disabled: true)
            `["user-7", "user-1"]`       | `["user-7", 1]`           | /targets/0/keys/1 | This must be a text, and it is a number (allowed: a text)
            `"id": "iberia"`             | `"id": "beta"`            | /rules/1/id   | Another rule has the id 'beta' too
            `"id": "iberia"`             | `"id": ""`                | /rules/1/id   | This must be 1 to 200 characters without control characters (allowed: 1 to 200 characters without control characters)
            `{"segment": "beta-testers"}`| `{"segmnt": "x"}`         | /rules/0/when | This is no condition that is known here; did you mean 'segment'? (allowed: all, any, attribute, flag, not, now, segment, share, time)
            `{"segment": "beta-testers"}`| `{"segment": "x", "all": []}` | /rules/0/when | This mixes all and segment; join conditions by 'all' or 'any'
            `{"segment": "beta-testers"}`| `[]`                      | /rules/0/when | This must be an object, and it is a list (allowed: an object)
            `"in": ["PT", "ES"]`         | `"in": "PT"`              | /rules/1/when/all/0/in | For 'in' the operand must be a list of texts, numbers or booleans, and it is "PT" (allowed: a list of texts, numbers or booleans)
            `"in": ["PT", "ES"]`         | `"inn": ["PT", "ES"]`     | /rules/1/when/all/0/inn | There is no operator 'inn'; did you mean 'in'? (allowed: absent, after,
            `"in": ["PT", "ES"]`         | `"startswith": "P"`       | /rules/1/when/all/0/startswith | There is no operator 'startswith'; did you mean 'startsWith'? (allowed: absent, after,
            `"in": ["PT", "ES"]`         | `"soundsLike": "P"`       | /rules/1/when/all/0/soundsLike | There is no operator 'soundsLike' (allowed: absent, after, atLeast, atMost, before, between, cidr, contains, containsAll, containsAny, containsNone, endsWith, equals, exists, greaterThan, in, lessThan, matches, modulo, semver, sha256In, startsWith, type)
            `"in": ["PT", "ES"], "ignoreCase"` | `"in": ["PT"], "ignorecase"` | /rules/1/when/all/0/ignorecase | There is no field 'ignorecase' here; did you mean 'ignoreCase'? (allowed: as, attribute, ignoreCase, negate, and one operator)
            `"in": ["PT", "ES"],`        | ``                        | /rules/1/when/all/0 | This names no operator (allowed: absent, after, atLeast, atMost, before, between, cidr, contains, containsAll, containsAny, containsNone, endsWith, equals, exists, greaterThan, in, lessThan, matches, modulo, semver, sha256In, startsWith, type)
            `"in": ["PT", "ES"],`        | `"in": ["PT"], "equals": 1,` | /rules/1/when/all/0 | This has the operators equals and in; a condition has one, join several by 'all' or 'any'
            `"/app/build"`               | `"/app~2build"`           | /rules/1/when/all/1/attribute | In a pointer, ~ must be written ~0, and 'app~2build' has it bare (allowed: a name, or a JSON Pointer that begins with /)
            `"as": "number"`             | `"as": "versio"`          | /rules/1/when/all/1/as | There is no conversion 'versio'; did you mean 'version'? (allowed: number, text, time, version)
            `"to": 500`                  | `"to": 1001`              | /rules/1/when/all/3/not/share/to | This must be an integer from 0 to 1000, and it is 1001 (allowed: an integer from 0 to 1000)
            `"salt": "s", `              | ``                        | /rules/1/when/all/3/not/share/bucketing/salt | The field 'salt' is missing
            `"weight": 75`               | `"weight": 76`            | /rules/1/serve/split/slices/1/weight | With this slice the weights add up to 101, more than the total of 100 (allowed: weights that add up to at most 100)
            `"weight": 75`               | `"weight": 0.5`           | /rules/1/serve/split/slices/1/weight | This must be an integer from 0 to 100, and it is 0.5 (allowed: an integer from 0 to 100)
            `"weight": 75`               | `"weight": "75"`          | /rules/1/serve/split/slices/1/weight | This must be an integer from 0 to 100, and it is a text (allowed: an integer from 0 to 100)
            `"weight": 100000`           | `"weight": 100001`        | /otherwise/split/slices/0/weight | This must be an integer from 0 to 100000, and it is 100001 (allowed: an integer from 0 to 100000)
            `"onMissingKey": "error"`    | `"onMissingKey": "eror"`  | /rules/1/serve/split/bucketing/onMissingKey | There is no choice 'eror'; did you mean 'error'? (allowed: error, fallThrough, firstSlice)
            `"algorithm": "belay-1", "salt": "own"` | `"algorithm": "belay-2", "salt": "own"` | /rules/1/serve/split/bucketing/algorithm | There is no algorithm 'belay-2'; did you mean 'belay-1'? (allowed: belay-1, feature-ramp, flagd-legacy, gargoyle, growthbook-1, growthbook-2, gutter, launchdarkly, unleash, unleash-variants)
            `"algorithm": "belay-1", "salt": "own"` | `"algorithm": "growthbook-1", "salt": "own"` | /rules/1/serve/split/bucketing/total | With growthbook-1 the total must be exactly 1000 (allowed: exactly 1000)
            `"algorithm": "belay-1", "salt": "own"` | `"algorithm": "gutter", "parameters": {"keys": "numbers"}` | /rules/1/serve/split/bucketing/parameters/keys | There is no choice 'numbers' (allowed: decimal, integer, text)
            `"algorithm": "belay-1", "salt": "own"` | `"algorithm": "gutter", "parameters": {"key": "text"}` | /rules/1/serve/split/bucketing/parameters/key | There is no field 'key' here; did you mean 'keys'? (allowed: keys, strings)
            `{"variant": "off", "weight": 75}` | `{"rest": true, "variant": "off", "weight": 75}` | /rules/1/serve/split/slices/1/variant | A slice of the rest has no variant
            `{"variant": "off", "weight": 75}` | `{"rest": false, "variant": "off", "weight": 75}` | /rules/1/serve/split/slices/1/rest | Leave this out where it is not true (allowed: true)
            `{"variant": "off", "weight": 75}` | `{"weight": 75}`          | /rules/1/serve/split/slices/1/variant | The field 'variant' is missing
            `"by": "$random"`            | `"parameters": {"a": 1}`  | /rules/1/serve/split/bucketing/parameters/a | There is no field 'a' here (allowed: nothing)
            `"operator:in"`              | `"operator:inn"`          | /requires/0   | The document demands 'operator:inn', which is not known here
            `{"variant": "on"}}`         | `{"variant": "onn"}}`     | /rules/0/serve/variant | The flag has no variant 'onn'; did you mean 'on'? (allowed: off, on)
            `{"variant": "on"}}`         | `{}}`                     | /rules/0/serve | This must have either 'variant' or 'split' (allowed: variant, split)
            """)
        void refusesOneWrongThing(String before, String after, String path, String message) {
            assertThat(FULL).contains(before);
            String wrong = replaceFirst(FULL, before, after == null ? "" : after);

            List<Violation> violations = violations(wrong);

            assertThat(violations).hasSize(1);
            assertThat(violations.get(0).path()).isEqualTo(path);
            assertThat(violations.get(0).toString()).startsWith(path + ": " + message);
        }

        @Test
        void saysEverythingThatIsWrongAtOnce() {
            String wrong = "{\"key\":\"a\",\"typ\":\"string\",\"variants\":[],\"enabled\":\"yes\","
                    + "\"rules\":[{\"when\":{\"all\":[1]},\"serve\":{\"variant\":\"x\"}}],\"otherwise\":[]}";

            assertThat(violations(wrong))
                    .extracting(Violation::path)
                    .containsExactlyInAnyOrder(
                            "/typ",
                            "/type",
                            "/variants",
                            "/enabled",
                            "/rules/0/id",
                            "/rules/0/when/all/0",
                            "/rules/0/serve/variant",
                            "/otherwise");
        }

        @Test
        void saysOnlyTheFirstOfVeryManyThings() {
            String variants = IntStream.range(0, 3_000)
                    .mapToObj(index -> "{\"name\": \"v" + index + "\", \"value\": true}")
                    .collect(Collectors.joining(", "));
            String targets = String.join(", ", Collections.nCopies(3_000, "{\"variant\": \"none\", \"keys\": []}"));

            List<Violation> violations =
                    violations("{\"key\": \"a\", \"type\": \"boolean\", \"enabled\": true, \"variants\": [" + variants
                            + "], \"targets\": [" + targets + "]}");

            assertThat(violations).hasSize(100);
            assertThat(violations.get(99).path()).isEqualTo("/targets/99/variant");
            assertThat(violations.get(99).allowed())
                    .hasValueSatisfying(allowed ->
                            assertThat(allowed).startsWith("v0, v1, v10, ").endsWith(", and 2950 more"));
        }

        @Test
        void saysOnlyTheFirstOfVeryManyUnknownFields() {
            String unknown = IntStream.range(0, 3_000)
                    .mapToObj(index -> ", \"x" + index + "\": 1")
                    .collect(Collectors.joining());

            assertThat(violations("{\"key\": \"a\"" + unknown + "}")).hasSize(100);
        }

        @Test
        void refusesMoreRulesAndSlicesThanTheLimits() {
            String rules = IntStream.rangeClosed(0, 200)
                    .mapToObj(n -> "{\"id\":\"r" + n + "\",\"when\":{\"all\":[]},\"serve\":{\"variant\":\"on\"}}")
                    .collect(Collectors.joining(","));
            String slices = IntStream.rangeClosed(0, 1_000)
                    .mapToObj(n -> "{\"variant\":\"on\",\"weight\":1}")
                    .collect(Collectors.joining(","));
            String wrong = "{\"key\":\"a\",\"type\":\"boolean\",\"variants\":[{\"name\":\"on\",\"value\":true}],"
                    + "\"enabled\":true,\"rules\":[" + rules + "],\"otherwise\":{\"split\":{\"slices\":[" + slices
                    + "]}}}";

            assertThat(violations(wrong))
                    .extracting(Violation::toString)
                    .containsExactlyInAnyOrder(
                            "/rules: The flag has 201 rules (allowed: at most 200 rules)",
                            "/otherwise/split/slices: The split has 1001 slices (allowed: at most 1000 slices)");
            assertThat(FlagFormat.readLenient("a", 1, Json.read(wrong))).isInstanceOf(SnapshotFlag.Understood.class);
        }

        @ParameterizedTest
        @CsvSource({"[]", "null", "1", "'\"a\"'"})
        void refusesWhatIsNotAnObject(String text) {
            assertThat(violations(text)).extracting(Violation::path).containsExactly("");
        }
    }

    @Nested
    class Leniently {

        @Test
        void passesOverUnknownFields() {
            String newer = replaceFirst(FULL, "\"format\": 1", "\"format\": 1, \"mood\": {}");
            newer = replaceFirst(newer, "\"in\": [\"PT\", \"ES\"]", "\"in\": [\"PT\", \"ES\"], \"fold\": \"tr\"");
            newer = replaceFirst(newer, "\"weight\": 25", "\"weight\": 25, \"label\": \"a\"");

            assertThat(FlagFormat.readLenient("checkout.new-flow", 3, Json.read(newer)))
                    .isEqualTo(new SnapshotFlag.Understood(3, FlagFormat.read(Json.read(FULL))));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `"format": 1`                 | `"format": 2`
            `"in": ["PT", "ES"]`          | `"soundsLike": "PT"`
            `"in": ["PT", "ES"]`          | `"matches": "(?=P)"`
            `{"segment": "beta-testers"}` | `{"weather": {"place": "Porto"}}`
            `{"segment": "beta-testers"}` | `{"time": {"zone": "Mars/Base", "from": "09:00"}}`
            `"operator:in"`               | `"operator:soundsLike"`
            `"algorithm": "belay-1", "salt": "own"` | `"algorithm": "belay-2", "salt": "own"`
            `"by": "$random"`             | `"parameters": {"seed": 1}`
            `{"variant": "off", "weight": 75}` | `{"remainder": true, "weight": 75}`
            `"as": "number"`              | `"as": "colour"`
            """)
        void doesNotUnderstandWhatItCannotEvaluate(String before, String after) {
            SnapshotFlag flag =
                    FlagFormat.readLenient("checkout.new-flow", 3, Json.read(replaceFirst(FULL, before, after)));

            assertThat(flag).isInstanceOf(SnapshotFlag.NotUnderstood.class);
            assertThat(flag.key()).isEqualTo("checkout.new-flow");
            assertThat(flag.version()).isEqualTo(3);
        }

        @Test
        void doesNotUnderstandTheDocumentOfAnotherFlag() {
            assertThat(FlagFormat.readLenient("b", 1, Json.read(MINIMAL)))
                    .isEqualTo(
                            new SnapshotFlag.NotUnderstood("b", 1, "/key: The document is that of another flag, 'a'"));
        }
    }

    private static List<Violation> violations(String text) {
        var refusal = assertThatExceptionOfType(InvalidDocumentException.class)
                .isThrownBy(() -> FlagFormat.read(Json.read(text)));
        return refusal.actual().violations();
    }

    private static String replaceFirst(String text, String before, String after) {
        int at = text.indexOf(before);
        return text.substring(0, at) + after + text.substring(at + before.length());
    }
}
