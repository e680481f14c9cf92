package dev.belay.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.core.evaluation.Evaluation;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.flag.SegmentFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a flag asks and a context says, an answer costs in proportion to what both are long. */
class HostileEvaluationTest {

    private static final Moment MOMENT = new Moment(Instant.EPOCH, 7);

    static Stream<Arguments> questions() {
        return Stream.of(
                of(
                        "operands that collide",
                        8_000,
                        size -> asking(
                                "in", Hostile.quoted(size, Hostile::colliding), Value.of(Hostile.colliding(size + 1)))),
                of(
                        "lists that are searched for one",
                        8_000,
                        size -> asking(
                                "containsAny", "[\"x\"]", list(size, number -> Value.of(Hostile.colliding(number))))),
                of(
                        "patterns that would double with every letter",
                        10_000,
                        size -> asking("matches", "\"^(a|aa|a*)*b$\"", Value.of("a".repeat(size)))),
                of(
                        "patterns with counted repetitions",
                        4_000,
                        size -> asking("matches", "\"((a{1,10}){1,10}){1,10}$\"", Value.of("a".repeat(size) + "b"))),
                of(
                        "many patterns",
                        100,
                        size -> asking("matches", Hostile.quoted(size, Hostile::pattern), Value.of("ab".repeat(200)))),
                of(
                        "many ranges of versions",
                        2_000,
                        size -> asking("semver", Hostile.quoted(size, Hostile::range), Value.of("9999999.1.1"))),
                of(
                        "many networks",
                        8_000,
                        size -> asking("cidr", Hostile.quoted(size, Hostile::network), Value.of("255.255.255.255"))),
                of(
                        "versions of any length",
                        20_000,
                        size -> asking("semver", "\">=1\"", Value.of("1.0.0-" + "a.".repeat(size) + "b"))),
                of("addresses of any length", 20_000, size -> asking("cidr", "\"::/0\"", Value.of("0:".repeat(size)))),
                of(
                        "instants of any length",
                        20_000,
                        size -> asking(
                                "before",
                                "\"2026-01-02T03:04:05Z\"",
                                Value.of("2026-01-02T03:04:05." + "9".repeat(size)))),
                of(
                        "numbers written as text",
                        20_000,
                        size -> Hostile.asking(
                                "{\"attribute\":\"a\",\"lessThan\":1,\"as\":\"number\"}",
                                context("9".repeat(size) + "e-5"))),
                of(
                        "texts in other cases",
                        20_000,
                        size -> Hostile.asking(
                                "{\"attribute\":\"a\",\"contains\":[\"İ\",\"ß\"],\"ignoreCase\":true}",
                                context("ıſK".repeat(size)))),
                of(
                        "digits to bucket by",
                        8_000,
                        size -> Hostile.asking(share("gutter", "decimal"), context("9".repeat(size)))),
                of(
                        "zeros to bucket by",
                        8_000,
                        size -> Hostile.asking(share("gutter", "decimal"), context("0." + "0".repeat(size) + "1"))),
                of(
                        "texts to bucket by",
                        20_000,
                        size -> Hostile.asking(share("gutter", "text"), context("é".repeat(size)))),
                of(
                        "conditions",
                        2_000,
                        size -> Hostile.asking(
                                "{\"any\":" + many(size, "{\"attribute\":\"a\",\"equals\":\"x\"}") + "}",
                                context("y"))),
                of(
                        "pointers into deep values",
                        8,
                        size -> Hostile.asking(
                                "{\"attribute\":\"" + "/0".repeat(size) + "\",\"exists\":true}", context("y"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void costsItsLength(String what, int size, IntFunction<Runnable> asking) {
        Cost.growsWithTheSize(size, asking);
    }

    @Test
    void whatManyReferToIsAskedOnce() {
        Snapshot few = diamonds(16);
        Snapshot many = diamonds(64);

        // Every flag asks the next three times: 3^15 ways through the few, 3^63 through the many.
        Cost small = Cost.of(Hostile.asking(few, "f0", EvaluationContext.empty()));
        Cost large = Cost.of(Hostile.asking(many, "f0", EvaluationContext.empty()));

        assertThat(large.bytes()).isLessThan(4 * 4 * 2 * small.bytes());
    }

    @Test
    void segmentsThatManyReferToAreAskedOnce() {
        Cost.growsWithTheSize(15, size -> Hostile.asking(segments(size), "f", context("y")));
    }

    @Test
    void circlesEndInAnErrorWhereverTheyBegin() {
        Snapshot.Changes changes = Snapshot.empty(new Position("hostile", 0)).change();
        for (int number = 0; number < 40; number++) {
            changes.put(FlagFormat.readLenient("f" + number, 1, asks(number, (number + 1) % 40)));
        }
        Snapshot snapshot = changes.at(new Position("hostile", 1));

        for (int number = 0; number < 40; number++) {
            assertThat(Evaluator.evaluate(snapshot, "f" + number, EvaluationContext.empty(), MOMENT))
                    .isInstanceOf(Evaluation.Failed.class);
        }
    }

    @Test
    void anExplanationIsNotTheProductOfConditionsAndContext() {
        String conditions = many(1_000, "{\"attribute\":\"a\",\"equals\":\"x\"}");
        Snapshot snapshot = Hostile.snapshot(Hostile.flag("{\"any\":" + conditions + "}"));
        EvaluationContext context = context("y".repeat(60_000));

        Cost cost = Cost.of(() -> Evaluator.explain(snapshot, "f", context, MOMENT));

        assertThat(cost.bytes()).isLessThan(40L * (conditions.length() + 60_000));
    }

    private static Snapshot diamonds(int length) {
        Snapshot.Changes changes = Snapshot.empty(new Position("hostile", 0)).change();
        for (int number = 0; number < length - 1; number++) {
            changes.put(FlagFormat.readLenient("f" + number, 1, asks(number, number + 1)));
        }
        changes.put(FlagFormat.readLenient(
                "f" + (length - 1),
                1,
                Json.read(Hostile.flag("f" + (length - 1), "\"otherwise\":{\"variant\":\"on\"}"))));
        return changes.at(new Position("hostile", 1));
    }

    private static Value asks(int number, int other) {
        String question = "{\"flag\":\"f" + other + "\",\"variants\":[\"on\"]}";
        return Json.read(Hostile.flag(
                "f" + number,
                "\"prerequisites\":[" + question + "],\"otherwise\":{\"variant\":\"on\"},"
                        + "\"rules\":[{\"id\":\"r\",\"when\":{\"all\":[" + question + ",{\"not\":{\"not\":" + question
                        + "}},{\"any\":[]}]},\"serve\":{\"variant\":\"off\"}}]"));
    }

    private static Snapshot segments(int length) {
        Snapshot.Changes changes = Snapshot.empty(new Position("hostile", 0)).change();
        changes.put(FlagFormat.readLenient("f", 1, Json.read(Hostile.flag("{\"segment\":\"s0\"}"))));
        for (int number = 0; number < length; number++) {
            String next = "{\"segment\":\"s" + (number + 1) + "\"}";
            changes.put(SegmentFormat.readLenient(
                    "s" + number,
                    Json.read("{\"key\":\"s" + number + "\",\"when\":{\"any\":[" + next + "," + next + "," + next
                            + "]}}")));
        }
        return changes.at(new Position("hostile", 1));
    }

    private static String share(String algorithm, String keys) {
        return "{\"share\":{\"from\":0,\"to\":50,\"bucketing\":{\"algorithm\":\"" + algorithm
                + "\",\"salt\":\"s\",\"by\":\"a\",\"parameters\":{\"keys\":\"" + keys + "\"}}}}";
    }

    private static Runnable asking(String operator, String operand, Value seen) {
        return Hostile.asking(
                "{\"attribute\":\"a\",\"" + operator + "\":" + operand + "}", EvaluationContext.of(Map.of("a", seen)));
    }

    private static EvaluationContext context(String text) {
        return EvaluationContext.of(Map.of("a", Value.of(text)));
    }

    private static Value list(int count, IntFunction<Value> items) {
        List<Value> list = new ArrayList<>();
        IntStream.range(0, count).mapToObj(items).forEach(list::add);
        return Value.of(list);
    }

    private static String many(int count, String item) {
        return Stream.generate(() -> item).limit(count).collect(Collectors.joining(",", "[", "]"));
    }

    private static Arguments of(String what, int size, IntFunction<Runnable> asking) {
        return arguments(what, size, asking);
    }
}
