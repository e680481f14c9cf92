package dev.belay.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.core.EvaluationContext;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.context.ContextFormat;
import dev.belay.json.flag.SegmentFormat;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document says, reading it costs in proportion to its length. */
class HostileReadingTest {

    static Stream<Arguments> documents() {
        return Stream.of(
                of("names that collide", 8_000, size -> json(Hostile.members(size, Hostile::colliding))),
                of("contexts whose names collide", 8_000, size -> context(Hostile.members(size, Hostile::colliding))),
                of("variants whose names collide", 4_000, size -> Hostile.reading(variants(size))),
                of("targets whose keys collide", 8_000, size -> Hostile.reading(targets(size))),
                of("segments whose keys collide", 2_500, size -> segment(Hostile.quoted(size, Hostile::colliding))),
                of("operands that collide", 8_000, size -> condition("in", Hostile.quoted(size, Hostile::colliding))),
                of("hashes", 4_000, size -> condition("sha256In", "{\"salt\":\"\",\"hashes\":" + hashes(size) + "}")),
                of("networks", 8_000, size -> condition("cidr", Hostile.quoted(size, Hostile::network))),
                of("ranges of versions", 2_000, size -> condition("semver", Hostile.quoted(size, Hostile::range))),
                of("patterns", 500, size -> condition("matches", Hostile.quoted(size, Hostile::pattern))),
                of(
                        "ranges of letters in any case",
                        20,
                        size -> condition("matches", "\"(?i)" + "[3-\\uffff]".repeat(size) + "\"")),
                of("one long range", 256, size -> condition("semver", '"' + "~1||".repeat(size - 1) + "1\"")),
                of("unknown fields", 8_000, size -> Hostile.reading(Hostile.members(size, number -> "x" + number))),
                of("mistakes", 8_000, size -> Hostile.reading(Hostile.flag("{\"all\":" + list(size, "1") + "}"))),
                of("rules", 50, size -> Hostile.reading(Hostile.flag("f", rules(size)))),
                of("slices", 4_000, size -> Hostile.reading(Hostile.flag("f", slices(size)))),
                of("prerequisites", 2_000, size -> Hostile.reading(Hostile.flag("f", prerequisites(size)))),
                of("demands", 4_000, size -> Hostile.reading(Hostile.flag("f", "\"requires\":" + texts(size)))),
                of("one long text", 8_000, size -> json('"' + "\\u00e9\\n".repeat(size) + '"')),
                of("one long name", 16_000, size -> json("{\"" + "ab~/".repeat(size) + "\":1}")),
                of(
                        "one long pointer",
                        4_000,
                        size -> Hostile.reading(
                                Hostile.flag("{\"attribute\":\"" + "/~01".repeat(size) + "\",\"exists\":true}"))),
                of("brackets", 60_000, size -> json("[".repeat(size))),
                of("braces", 60_000, size -> json("{\"\":".repeat(size))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void costsItsLength(String what, int size, IntFunction<Runnable> reading) {
        Cost.growsWithTheSize(size, reading);
    }

    @Test
    void namesThatTheParserCannotTellApartAreReadLikeOthers() {
        String wide = Hostile.members(4_000, Hostile::collidingBy33);

        assertThat(((dev.belay.core.Value.StructureValue) Json.read(wide)).members())
                .hasSize(4_000);
        Cost.growsWithTheSize(4_000, size -> json(Hostile.members(size, Hostile::collidingBy33)));
    }

    @Test
    void aTreeIsReadToTheLimitAndNoDeeper() {
        String deepest = "[".repeat(32) + "]".repeat(32);

        assertThat(Json.read(deepest)).isNotNull();
        MalformedJsonException refused =
                catchThrowableOfType(MalformedJsonException.class, () -> Json.read("[" + deepest + "]"));
        assertThat(refused.kind()).isEqualTo(MalformedJsonException.Kind.DEPTH);
        assertThat(refused.path()).isEqualTo("/0".repeat(32));
    }

    @Test
    void aConditionIsReadToTheLimitAndNoDeeper() {
        // The document, its rules, the rule and the innermost condition take the other five levels.
        String deepest = "{\"not\":".repeat(28) + "{\"segment\":\"s\"}" + "}".repeat(28);

        Hostile.reading(Hostile.flag(deepest)).run();
        assertThat(catchThrowableOfType(
                                MalformedJsonException.class,
                                () -> Json.read(Hostile.flag("{\"not\":" + deepest + "}")))
                        .kind())
                .isEqualTo(MalformedJsonException.Kind.DEPTH);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberOfAnyLengthIsReadOrRefused(String number) {
        try {
            assertThat(Json.read("[" + number + "]")).isNotNull();
        } catch (MalformedJsonException refused) {
            assertThat(refused.kind()).isEqualTo(MalformedJsonException.Kind.NUMBER_RANGE);
        }
    }

    static Stream<String> numbers() {
        return Stream.of(
                "9".repeat(1_000),
                "9".repeat(60_000),
                "1e999999999",
                "1e-999999999",
                "1e99999999999999999999",
                "0." + "0".repeat(990) + "1",
                "0." + "3".repeat(60_000),
                "-1e" + "9".repeat(990),
                "9007199254740992." + "0".repeat(900) + "1");
    }

    private static Arguments of(String what, int size, IntFunction<Runnable> reading) {
        return arguments(what, size, reading);
    }

    private static Runnable json(String text) {
        return () -> {
            try {
                Json.read(text, JsonLimits.CHANGE_SET);
            } catch (MalformedJsonException refused) {
                refused.kind();
            }
        };
    }

    private static Runnable context(String text) {
        return () -> {
            EvaluationContext context = ContextFormat.read(Json.read(text, JsonLimits.CHANGE_SET));
            for (int number = 0; number < 1_000; number++) {
                context.attribute(Hostile.colliding(number));
            }
        };
    }

    private static Runnable segment(String keys) {
        String document = "{\"key\":\"s\",\"included\":" + keys + "}";
        return () -> SegmentFormat.read(Json.read(document, JsonLimits.CHANGE_SET));
    }

    private static Runnable condition(String operator, String operand) {
        return Hostile.reading(Hostile.flag("{\"attribute\":\"a\",\"" + operator + "\":" + operand + "}"));
    }

    private static String variants(int count) {
        return "{\"key\":\"f\",\"type\":\"boolean\",\"enabled\":true,\"variants\":"
                + IntStream.range(0, count)
                        .mapToObj(number -> "{\"name\":\"" + Hostile.colliding(number) + "\",\"value\":true}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"targets\":["
                + IntStream.range(0, count)
                        .mapToObj(number -> "{\"variant\":\"" + Hostile.colliding(number) + "\",\"keys\":[]}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String targets(int count) {
        return Hostile.flag(
                "f", "\"targets\":[{\"variant\":\"on\",\"keys\":" + Hostile.quoted(count, Hostile::colliding) + "}]");
    }

    private static String hashes(int count) {
        return Hostile.quoted(count, number -> "%064x".formatted(number));
    }

    private static String texts(int count) {
        return Hostile.quoted(count, number -> "x" + number);
    }

    private static String rules(int count) {
        String many = list(100, "{\"attribute\":\"a\",\"in\":[\"x\",\"y\"]}");
        return IntStream.range(0, count)
                .mapToObj(number ->
                        "{\"id\":\"r" + number + "\",\"when\":{\"any\":" + many + "},\"serve\":{\"variant\":\"on\"}}")
                .collect(Collectors.joining(",", "\"rules\":[", "]"));
    }

    private static String slices(int count) {
        return "\"otherwise\":{\"split\":{\"slices\":" + list(count, "{\"variant\":\"on\",\"weight\":1}") + "}}";
    }

    private static String prerequisites(int count) {
        return "\"prerequisites\":" + list(count, "{\"flag\":\"g\",\"variants\":[\"on\"]}");
    }

    private static String list(int count, String item) {
        return Stream.generate(() -> item).limit(count).collect(Collectors.joining(",", "[", "]"));
    }
}
