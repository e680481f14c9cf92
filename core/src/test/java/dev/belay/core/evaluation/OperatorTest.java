package dev.belay.core.evaluation;

import static dev.belay.core.evaluation.FlagBuilder.flag;
import static dev.belay.core.evaluation.FlagBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Operator;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTest {

    private static final Value LIST = list("a", 1, true);
    private static final Value STRUCTURE = Value.of(Map.of("a", Value.of(1)));

    private static final String SHA_256_OF_SA = "4cf6829aa93728e8f3c97df913fb1bfa95fe5810e2933a05943f8312a98d9cf2";

    /** An operator with an operand, and attributes that it holds for, fails for, and cannot read. */
    record Case(Operator operator, Value operand, List<Value> holds, List<Value> fails, List<Value> wrongType) {
        @Override
        public String toString() {
            return operator.word() + " " + operand;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(Operator.EQUALS, of("PT"), all("PT"), all("pt", "", "PTX"), all(1, true, LIST, STRUCTURE)),
                new Case(Operator.EQUALS, of(5), all(5, 5.0), all(4, 5.5, -5), all("5", true, LIST, STRUCTURE)),
                new Case(Operator.EQUALS, of(true), all(true), all(false), all("true", 1, LIST, STRUCTURE)),
                new Case(Operator.IN, list("PT", "ES", 7), all("PT", "ES", 7), all("es", 8, ""), all(true, LIST)),
                new Case(Operator.IN, list(), all(), all("PT", 1, true), all(LIST, STRUCTURE)),
                new Case(Operator.CONTAINS, of("b"), all("abc", "b"), all("", "B"), all(1, true, list("b"))),
                new Case(Operator.CONTAINS, list("x", "b"), all("abc", "x"), all("", "a"), all(1, LIST)),
                new Case(Operator.CONTAINS, of(""), all("", "a"), all(), all(1)),
                new Case(Operator.CONTAINS, list(), all(), all("", "a"), all(1)),
                new Case(Operator.STARTS_WITH, of("ab"), all("ab", "abc"), all("a", "cab", "AB"), all(1, LIST)),
                new Case(Operator.STARTS_WITH, list("a", "b"), all("ax", "bx"), all("xa"), all(true)),
                new Case(Operator.ENDS_WITH, of(".org"), all("a.org", ".org"), all("a.com", "org"), all(1, LIST)),
                new Case(Operator.ENDS_WITH, list("a", "b"), all("xa", "xb"), all("ax"), all(STRUCTURE)),
                new Case(Operator.LESS_THAN, of(5), all(4.999, -6), all(5, 6), all("4", true, LIST)),
                new Case(Operator.AT_MOST, of(5), all(5, 4), all(5.001), all("4", true, LIST)),
                new Case(Operator.GREATER_THAN, of(5), all(5.001, 1e300), all(5, 4), all("6", true, LIST)),
                new Case(Operator.AT_LEAST, of(5), all(5, 6), all(4.999), all("6", true, LIST)),
                new Case(Operator.BETWEEN, list(1, 3), all(1, 2.5, 3), all(0.999, 3.001), all("2", true, list(2))),
                new Case(Operator.MODULO, modulo(3, 1), all(1, 4, -2), all(0, 2, 3, 1.5), all("1", true, LIST)),
                new Case(Operator.MODULO, modulo(0.5, 0.25), all(0.75, 0.25), all(0.5), all("0.25")),
                new Case(
                        Operator.CONTAINS_ANY,
                        list("a", 9),
                        all(list("a"), list(9, "x")),
                        all(list("A"), list()),
                        all("a", 9, STRUCTURE)),
                new Case(
                        Operator.CONTAINS_ALL,
                        list("a", 9),
                        all(list(9, "b", "a")),
                        all(list("a"), list()),
                        all("a", STRUCTURE)),
                new Case(Operator.CONTAINS_ALL, list(), all(list(), list("a")), all(), all("a")),
                new Case(
                        Operator.CONTAINS_NONE,
                        list("a", 9),
                        all(list("b"), list()),
                        all(list("a", "b")),
                        all("b", STRUCTURE)),
                new Case(Operator.TYPE, of("string"), all("", "x"), all(1, true, LIST, STRUCTURE), all()),
                new Case(Operator.TYPE, of("number"), all(1), all("1"), all()),
                new Case(Operator.TYPE, of("boolean"), all(false), all("false"), all()),
                new Case(Operator.TYPE, of("list"), all(LIST), all("[]"), all()),
                new Case(Operator.TYPE, of("structure"), all(STRUCTURE), all(LIST), all()),
                new Case(Operator.MATCHES, of("b+c$"), all("abbc", "bc"), all("", "bcd", "BC"), all(1, true, LIST)),
                new Case(Operator.MATCHES, list("^a", "z$"), all("ab", "yz"), all("ba", ""), all(1, LIST)),
                new Case(Operator.MATCHES, of(""), all("", "a"), all(), all(1)),
                new Case(
                        Operator.BEFORE,
                        of("2026-01-02T03:04:05Z"),
                        all("2026-01-02T03:04:04.999Z", "2026-01-02T04:04:04+01:00", 0, 1767323044999.0),
                        all("2026-01-02T03:04:05Z", "2026-01-02T04:04:05+01:00", 1767323045000.0),
                        all("2026-01-02", "2026-02-30T00:00:00Z", "1767323045000", "", true, LIST, 1e18)),
                new Case(
                        Operator.AFTER,
                        of(1767323045000.0),
                        all("2026-01-02T03:04:05.000000001Z", 1767323045001.0),
                        all("2026-01-02T03:04:05Z", 1767323045000.9, 0, -1),
                        all("tomorrow", false, STRUCTURE)),
                new Case(
                        Operator.SEMVER,
                        of(">=2.1.0 <3.0.0 || ~1.4"),
                        all("2.1.0", "2.9.9", "1.4.0", "1.4.7", "2.1.0+build", "3.0.0-rc.1"),
                        all("2.0.9", "3.0.0", "1.5.0", "1.5.0-rc.1", "2.1.0-rc.1"),
                        all("2.1", "v2.1.0", "2.1.0.0", "02.1.0", "", 2.1, true, LIST)),
                new Case(Operator.SEMVER, list("^1", "9.x"), all("1.9.0", "9.0.0"), all("2.0.0"), all(1, "x")),
                new Case(
                        Operator.CIDR,
                        of("10.0.0.0/8"),
                        all("10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"),
                        all("11.0.0.0", "::", "a00::"),
                        all("10.0.0", "10.0.0.0/8", "010.0.0.1", "localhost", "", 10, LIST)),
                new Case(
                        Operator.CIDR,
                        list("2001:db8::/33", "192.168.1.1"),
                        all("2001:db8::1", "2001:DB8:7fff::", "192.168.1.1"),
                        all("2001:db8:8000::", "192.168.1.2"),
                        all("2001:db8::1%eth0", "1::2::3", true)),
                new Case(
                        Operator.SHA256_IN,
                        Value.of(Map.of("salt", of("s"), "hashes", list(SHA_256_OF_SA))),
                        all("a"),
                        all("A", "sa", ""),
                        all(1, true, LIST)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsForWhatItSays(Case each) {
        for (Value value : each.holds()) {
            assertThat(holds(condition(each, false), value)).as("%s", value).isTrue();
            assertThat(holds(condition(each, true), value))
                    .as("negated, %s", value)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsForWhatItDoesNotSay(Case each) {
        for (Value value : each.fails()) {
            assertThat(holds(condition(each, false), value)).as("%s", value).isFalse();
            assertThat(holds(condition(each, true), value))
                    .as("negated, %s", value)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFalseForATypeThatItDoesNotReadNegatedOrNot(Case each) {
        for (Value value : each.wrongType()) {
            assertThat(holds(condition(each, false), value)).as("%s", value).isFalse();
            assertThat(holds(condition(each, true), value))
                    .as("negated, %s", value)
                    .isFalse();
            assertThat(holds(new Condition.Not(condition(each, false)), value))
                    .as("not, %s", value)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFalseForAnAbsentAttributeNegatedOrNot(Case each) {
        for (EvaluationContext context : List.of(context(), context().with("x", Value.NULL))) {
            assertThat(holds(condition(each, false), context)).isFalse();
            assertThat(holds(condition(each, true), context)).isFalse();
            assertThat(holds(new Condition.Not(condition(each, true)), context)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXISTS", "ABSENT"})
    void asksForPresence(Operator operator) {
        boolean exists = operator == Operator.EXISTS;
        Condition plain = attribute("x", operator, of(true));
        Condition negated =
                new Condition.Attribute(AttributeName.parse("x"), operator, of(true), true, false, Optional.empty());

        for (Value value : all("", 0, false, LIST, STRUCTURE)) {
            assertThat(holds(plain, value)).isEqualTo(exists);
            assertThat(holds(negated, value)).isEqualTo(!exists);
        }
        for (EvaluationContext context : List.of(context(), context().with("x", Value.NULL))) {
            assertThat(holds(plain, context)).isEqualTo(!exists);
            assertThat(holds(negated, context)).isEqualTo(exists);
        }
    }

    @Test
    void leavesNoOperatorOut() {
        Set<Operator> covered =
                cases().map(Case::operator).collect(Collectors.toCollection(() -> EnumSet.noneOf(Operator.class)));
        covered.addAll(EnumSet.of(Operator.EXISTS, Operator.ABSENT));

        assertThat(covered).containsExactlyInAnyOrder(Operator.values());
    }

    @Test
    void comparesTextsWithoutRegardToCaseWhenAsked() {
        assertThat(holds(ignoringCase(Operator.EQUALS, of("Straße")), of("STRASSE")))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.IN, list("pt", 1)), of("PT"))).isTrue();
        assertThat(holds(ignoringCase(Operator.CONTAINS, list("X", "B")), of("abc")))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.STARTS_WITH, of("AB")), of("abc")))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.ENDS_WITH, of("BC")), of("abc"))).isTrue();
        assertThat(holds(ignoringCase(Operator.CONTAINS_ANY, list("A")), list("a", 1)))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.CONTAINS_ALL, list("A", 1)), list("a", 1)))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.CONTAINS_NONE, list("A")), list("a")))
                .isFalse();
        assertThat(holds(ignoringCase(Operator.AT_LEAST, of(1)), of(1))).isTrue();
    }

    @Test
    void readsTextsAsNumbersWhenAsked() {
        for (String text : List.of("12", " 12 ", "12.0", "1.2e1", "0012")) {
            assertThat(holds(as(Conversion.NUMBER, Operator.EQUALS, of(12)), of(text)))
                    .as(text)
                    .isTrue();
        }
        assertThat(holds(as(Conversion.NUMBER, Operator.EQUALS, of(12)), of(12)))
                .isTrue();
        assertThat(holds(as(Conversion.NUMBER, Operator.AT_LEAST, of(-1)), of("-0.5")))
                .isTrue();
        for (Value unreadable : all("", "twelve", "0x0c", "1e999", "NaN", "12d", "+12", "1,2", true, LIST)) {
            assertThat(holds(as(Conversion.NUMBER, Operator.AT_LEAST, of(-1e300)), unreadable))
                    .as("%s", unreadable)
                    .isFalse();
        }
    }

    @Test
    void readsNumbersAndBooleansAsTextsWhenAsked() {
        assertThat(holds(as(Conversion.TEXT, Operator.EQUALS, of("12")), of(12)))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.EQUALS, of("0.1")), of(0.1)))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.EQUALS, of("0")), of(-0.0)))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.STARTS_WITH, of("1000000000000")), of(1e15)))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.IN, list("true")), of(true)))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.EQUALS, of("x")), of("x")))
                .isTrue();
        assertThat(holds(as(Conversion.TEXT, Operator.CONTAINS, of("a")), LIST)).isFalse();
    }

    @Test
    void looksForPatternsAndHashesWithoutRegardToCaseWhenAsked() {
        Value hashes = Value.of(Map.of("salt", of("s"), "hashes", list(SHA_256_OF_SA.toUpperCase(Locale.ROOT))));

        assertThat(holds(ignoringCase(Operator.MATCHES, of("^stra[s]se$")), of("STRASSE")))
                .isTrue();
        assertThat(holds(ignoringCase(Operator.SHA256_IN, hashes), of("A"))).isTrue();
    }

    @Test
    void ordersVersionsWhenAsked() {
        Value wanted = of("2.1.0-rc.2");
        for (String higher : List.of("2.1.0-rc.10", "2.1.0", "v2.1", "3", " 2.1.0-rc.2.1 ")) {
            assertThat(holds(as(Conversion.VERSION, Operator.GREATER_THAN, wanted), of(higher)))
                    .as(higher)
                    .isTrue();
            assertThat(holds(as(Conversion.VERSION, Operator.AT_MOST, wanted), of(higher)))
                    .as(higher)
                    .isFalse();
        }
        assertThat(holds(as(Conversion.VERSION, Operator.EQUALS, of("2.1")), of("2.1.0+linux")))
                .isTrue();
        assertThat(holds(as(Conversion.VERSION, Operator.IN, list("1", "2.1")), of("V2.1.0")))
                .isTrue();
        assertThat(holds(as(Conversion.VERSION, Operator.BETWEEN, list("2", "2.9")), of("2.10.0")))
                .isFalse();
        assertThat(holds(as(Conversion.VERSION, Operator.SEMVER, of("^2")), of("v2.1")))
                .isTrue();
        for (Value unreadable : all("", "x", "1.x", "*", "two", "1.2.3.4", 2, LIST)) {
            assertThat(holds(as(Conversion.VERSION, Operator.AT_LEAST, of("0.0.0-0")), unreadable))
                    .as("%s", unreadable)
                    .isFalse();
        }
    }

    @Test
    void ordersInstantsWhenAsked() {
        Value second = of("1970-01-01T00:00:01Z");
        for (Value same : all(1000, "1000", " 1.0e3 ", "1970-01-01T01:00:01+01:00")) {
            assertThat(holds(as(Conversion.TIME, Operator.EQUALS, second), same))
                    .as("%s", same)
                    .isTrue();
            assertThat(holds(as(Conversion.TIME, Operator.BETWEEN, list(999, second)), same))
                    .as("%s", same)
                    .isTrue();
            assertThat(holds(as(Conversion.TIME, Operator.AFTER, of(999)), same))
                    .as("%s", same)
                    .isTrue();
        }
        assertThat(holds(as(Conversion.TIME, Operator.AT_LEAST, second), of("soon")))
                .isFalse();
    }

    @Test
    void findsAttributesByFlatNameOrByPath() {
        Value app = Value.of(Map.of(
                "version",
                of("2.1"),
                "a/b",
                of(1),
                "m~n",
                of(2),
                "tags",
                list("x", "y"),
                "",
                of(3),
                "none",
                Value.NULL));
        EvaluationContext context =
                context().with("app", app).with("app.version", "flat").with("user/id", "u");

        assertThat(found("app.version", context)).isEqualTo(of("flat"));
        assertThat(found("user/id", context)).isEqualTo(of("u"));
        assertThat(found("/app/version", context)).isEqualTo(of("2.1"));
        assertThat(found("/app/a~1b", context)).isEqualTo(of(1));
        assertThat(found("/app/m~0n", context)).isEqualTo(of(2));
        assertThat(found("/app/tags/1", context)).isEqualTo(of("y"));
        assertThat(found("/app/", context)).isEqualTo(of(3));
        for (String nowhere :
                List.of("/app/tags/2", "/app/tags/01", "/app/tags/-", "/app/none", "/app/version/x", "/x")) {
            assertThat(found(nowhere, context)).as(nowhere).isNull();
        }
    }

    private static Value found(String name, EvaluationContext context) {
        return AttributeName.parse(name).in(context);
    }

    @Test
    void listsAreComparedHoweverLongBothAre() {
        Value wanted = numbered(0, 5_000);
        Value all = numbered(-100, 5_001);
        Value butTheLast = numbered(-100, 4_999);
        Value onlyTheLast = numbered(4_999, 10_000);
        Value none = numbered(5_000, 10_000);

        assertThat(holds(attribute("x", Operator.CONTAINS_ALL, wanted), all)).isTrue();
        assertThat(holds(attribute("x", Operator.CONTAINS_ALL, wanted), butTheLast))
                .isFalse();
        assertThat(holds(ignoringCase(Operator.CONTAINS_ALL, wanted), all)).isTrue();
        assertThat(holds(attribute("x", Operator.CONTAINS_ANY, wanted), onlyTheLast))
                .isTrue();
        assertThat(holds(attribute("x", Operator.CONTAINS_ANY, wanted), none)).isFalse();
        assertThat(holds(attribute("x", Operator.CONTAINS_NONE, wanted), none)).isTrue();
        assertThat(holds(attribute("x", Operator.CONTAINS_NONE, wanted), onlyTheLast))
                .isFalse();
    }

    private static Value numbered(int from, int to) {
        return Value.of(IntStream.range(from, to)
                .mapToObj(number -> Value.of("item " + number))
                .toList());
    }

    private static boolean holds(Condition condition, Value value) {
        return holds(condition, context().with("x", value));
    }

    private static boolean holds(Condition condition, EvaluationContext context) {
        return Evaluator.evaluate(
                        snapshot(flag("f").rule("r", condition, "on").otherwise("off")),
                        "f",
                        context,
                        new Moment(Instant.EPOCH, 0))
                .ruleId()
                .isPresent();
    }

    private static Condition condition(Case each, boolean negate) {
        return new Condition.Attribute(
                AttributeName.parse("x"), each.operator(), each.operand(), negate, false, Optional.empty());
    }

    private static Condition attribute(String name, Operator operator, Value operand) {
        return new Condition.Attribute(AttributeName.parse(name), operator, operand, false, false, Optional.empty());
    }

    private static Condition ignoringCase(Operator operator, Value operand) {
        return new Condition.Attribute(AttributeName.parse("x"), operator, operand, false, true, Optional.empty());
    }

    private static Condition as(Conversion conversion, Operator operator, Value operand) {
        return new Condition.Attribute(
                AttributeName.parse("x"), operator, operand, false, false, Optional.of(conversion));
    }

    private static EvaluationContext context() {
        return EvaluationContext.of("user-1");
    }

    private static Value modulo(double divisor, double remainder) {
        return Value.of(Map.of("divisor", of(divisor), "remainder", of(remainder)));
    }

    private static Value list(Object... items) {
        return Value.of(all(items));
    }

    private static List<Value> all(Object... values) {
        return Arrays.stream(values).map(OperatorTest::of).toList();
    }

    private static Value of(Object value) {
        if (value instanceof Value ready) {
            return ready;
        }
        if (value instanceof Number number) {
            return Value.of(number.doubleValue());
        }
        return value instanceof Boolean truth ? Value.of((boolean) truth) : Value.of((String) value);
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMBER", "TEXT"})
    void presenceIsAskedOfWhatIsThereWhateverItIsReadAs(Conversion as) {
        Condition.Attribute exists = new Condition.Attribute(
                AttributeName.parse("a"), Operator.EXISTS, Value.of(true), false, false, Optional.of(as));

        assertThat(exists.holds(LIST)).isTrue();
        assertThat(exists.holds(null)).isFalse();
    }
}
