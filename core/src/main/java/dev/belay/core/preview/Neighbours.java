package dev.belay.core.preview;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Values at and beside what a condition compares with, where its answer is most likely to change. */
final class Neighbours {

    /** One value of each type, and the empty ones. */
    static final List<Value> OF_ANY_TYPE = List.of(
            Value.of("other"),
            Value.of(""),
            Value.of(0),
            Value.of(true),
            Value.of(false),
            Value.of(List.of()),
            Value.of(Map.of()));

    private static final Pattern VERSION = Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,15}))?(?:\\.(\\d{1,15}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Neighbours() {}

    static List<Value> of(Condition.Attribute condition) {
        return switch (condition.operator()) {
            case EQUALS, IN, LESS_THAN, AT_MOST, GREATER_THAN, AT_LEAST, BETWEEN -> each(condition, like(condition));
            case CONTAINS, STARTS_WITH, ENDS_WITH -> each(condition, Neighbours::texts);
            case MATCHES -> each(condition, Neighbours::fitting);
            case MODULO -> remainders((Value.StructureValue) condition.operand());
            case BEFORE, AFTER -> each(condition, Neighbours::instants);
            case SEMVER -> each(condition, Neighbours::versions);
            case CIDR -> each(condition, Neighbours::addresses);
            case CONTAINS_ANY, CONTAINS_ALL, CONTAINS_NONE -> lists(condition.operand());
            case SHA256_IN, EXISTS, ABSENT, TYPE -> List.of();
        };
    }

    private static List<Value> each(Condition.Attribute condition, Function<Value, Stream<Value>> around) {
        Value operand = condition.operand();
        List<Value> items = operand instanceof Value.ListValue list ? list.items() : List.of(operand);
        return items.stream().flatMap(around).toList();
    }

    private static Function<Value, Stream<Value>> like(Condition.Attribute condition) {
        Conversion as = condition.as().orElse(null);
        if (as == Conversion.VERSION) {
            return Neighbours::versions;
        }
        return as == Conversion.TIME ? Neighbours::instants : Neighbours::scalars;
    }

    private static Stream<Value> scalars(Value operand) {
        if (operand instanceof Value.NumberValue number) {
            return DoubleStream.of(0, -1, 1, -0.5, 0.5)
                    .map(step -> number.value() + step)
                    .filter(Double::isFinite)
                    .boxed()
                    .flatMap(Neighbours::numbers);
        }
        return operand instanceof Value.TextValue ? texts(operand) : Stream.of(operand);
    }

    /** The number, and the text that writes it, which some conditions read as well. */
    private static Stream<Value> numbers(double number) {
        return Stream.of(Value.of(number), Value.of(Double.toString(number)));
    }

    private static Stream<Value> texts(Value operand) {
        String text = text(operand);
        return Stream.of(text, text + "x", "x" + text, "x" + text + "x", text.toUpperCase(Locale.ROOT))
                .map(Value::of);
    }

    private static Stream<Value> fitting(Value pattern) {
        return texts(Value.of(PatternText.of(text(pattern))));
    }

    private static List<Value> remainders(Value.StructureValue modulus) {
        double divisor = number(modulus, "divisor");
        double remainder = number(modulus, "remainder");
        return Stream.of(remainder, remainder + divisor, remainder + divisor * 1_000, remainder + 1)
                .filter(Double::isFinite)
                .flatMap(Neighbours::numbers)
                .toList();
    }

    private static double number(Value.StructureValue structure, String name) {
        return structure.members().get(name) instanceof Value.NumberValue number ? number.value() : 0;
    }

    private static Stream<Value> instants(Value operand) {
        Instant instant = Instants.read(operand);
        return instant == null
                ? Stream.of(operand)
                : Stream.of(
                        operand,
                        Value.of(instant.minusSeconds(1).toString()),
                        Value.of(instant.plusSeconds(1).toString()));
    }

    /** Every version that is named, and those just before and after it. */
    private static Stream<Value> versions(Value operand) {
        Matcher found = VERSION.matcher(text(operand));
        List<Value> versions = new ArrayList<>();
        while (found.find()) {
            long major = part(found.group(1));
            long minor = part(found.group(2));
            long patch = part(found.group(3));
            Stream.of(
                            version(major, minor, patch),
                            version(major, minor, patch + 1),
                            version(major, minor + 1, 0),
                            version(major + 1, 0, 0),
                            version(major, minor, patch) + "-rc.1",
                            version(Math.max(0, major - 1), minor, patch))
                    .map(Value::of)
                    .forEach(versions::add);
        }
        return versions.stream();
    }

    private static long part(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String version(long major, long minor, long patch) {
        return major + "." + minor + "." + patch;
    }

    private static Stream<Value> addresses(Value operand) {
        Matcher found = ADDRESS.matcher(text(operand));
        return (found.lookingAt() ? Stream.of(found.group(), "203.0.113.7", "2001:db8:ffff::7") : Stream.<String>of())
                .map(Value::of);
    }

    private static List<Value> lists(Value operand) {
        List<Value> items = operand instanceof Value.ListValue list ? list.items() : List.of();
        List<Value> lists = new ArrayList<>();
        lists.add(operand);
        lists.add(Value.of(List.of(Value.of("other"))));
        items.forEach(item -> lists.add(Value.of(List.of(item, Value.of("other")))));
        return lists;
    }

    private static String text(Value operand) {
        return operand instanceof Value.TextValue text ? text.value() : "";
    }
}
