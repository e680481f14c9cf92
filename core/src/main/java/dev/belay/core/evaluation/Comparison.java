package dev.belay.core.evaluation;

import dev.belay.core.Value;
import dev.belay.core.condition.Answer;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Folding;
import dev.belay.core.condition.Numbers;
import dev.belay.core.condition.Operator;
import dev.belay.core.condition.Prepared;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares the value of an attribute with a condition's operand. */
final class Comparison {

    private Comparison() {}

    static boolean holds(Condition.Attribute condition, @Nullable Value seen) {
        if (condition.operator() == Operator.EXISTS) {
            return (seen != null) != condition.negate();
        }
        if (condition.operator() == Operator.ABSENT) {
            return (seen == null) != condition.negate();
        }
        if (seen == null) {
            return false;
        }
        Prepared prepared = condition.prepared();
        return convert(seen, condition.as())
                .map(value -> prepared == null ? plain(condition, value) : prepared.ask(value))
                .map(answer -> answer.holds(condition.negate()))
                .orElse(false);
    }

    private static Answer plain(Condition.Attribute condition, Value value) {
        return compare(condition, value)
                .map(held -> held ? Answer.HOLDS : Answer.FAILS)
                .orElse(Answer.UNREAD);
    }

    /** Whether the comparison holds; empty when the value is not of a type that the operator reads. */
    private static Optional<Boolean> compare(Condition.Attribute condition, Value value) {
        Value operand = condition.operand();
        boolean ignoreCase = condition.ignoreCase();
        return switch (condition.operator()) {
            case EQUALS -> sameType(operand, value).map(same -> isEqual(operand, value, ignoreCase));
            case IN -> in(items(operand), value, ignoreCase);
            case CONTAINS -> text(value, operand, ignoreCase, String::contains);
            case STARTS_WITH -> text(value, operand, ignoreCase, String::startsWith);
            case ENDS_WITH -> text(value, operand, ignoreCase, String::endsWith);
            case LESS_THAN -> number(value, seen -> seen < asNumber(operand));
            case AT_MOST -> number(value, seen -> seen <= asNumber(operand));
            case GREATER_THAN -> number(value, seen -> seen > asNumber(operand));
            case AT_LEAST -> number(value, seen -> seen >= asNumber(operand));
            case BETWEEN ->
                number(
                        value,
                        seen -> seen >= asNumber(items(operand).get(0))
                                && seen <= asNumber(items(operand).get(1)));
            case MODULO -> number(value, seen -> modulo(seen, operand));
            case CONTAINS_ANY -> list(value, has -> items(operand).stream().anyMatch(has), ignoreCase);
            case CONTAINS_ALL -> list(value, has -> items(operand).stream().allMatch(has), ignoreCase);
            case CONTAINS_NONE -> list(value, has -> items(operand).stream().noneMatch(has), ignoreCase);
            case TYPE -> Optional.of(value.type().word().equals(asText(operand)));
            case EXISTS, ABSENT, MATCHES, BEFORE, AFTER, SEMVER, CIDR, SHA256_IN -> Optional.empty();
        };
    }

    private static Optional<Value> convert(Value value, Optional<Conversion> as) {
        if (as.isEmpty()) {
            return Optional.of(value);
        }
        return switch (as.get()) {
            case NUMBER -> toNumber(value);
            case TEXT -> toText(value);
            case VERSION, TIME -> Optional.of(value);
        };
    }

    private static Optional<Value> toNumber(Value value) {
        if (value instanceof Value.TextValue text) {
            return Optional.ofNullable(Numbers.parse(text.value().strip())).map(Value::of);
        }
        return value instanceof Value.NumberValue ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Value> toText(Value value) {
        if (value instanceof Value.NumberValue || value instanceof Value.BooleanValue) {
            return Optional.of(Value.of(Describe.value(value)));
        }
        return value instanceof Value.TextValue ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Boolean> sameType(Value operand, Value value) {
        return operand.type() == value.type() ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Boolean> in(List<Value> items, Value value, boolean ignoreCase) {
        boolean scalar = !(value instanceof Value.ListValue) && !(value instanceof Value.StructureValue);
        return (items.isEmpty() && scalar) || items.stream().anyMatch(item -> item.type() == value.type())
                ? Optional.of(items.stream().anyMatch(item -> isEqual(item, value, ignoreCase)))
                : Optional.empty();
    }

    private static Optional<Boolean> text(
            Value value, Value operand, boolean ignoreCase, BiPredicate<String, String> test) {
        if (!(value instanceof Value.TextValue text)) {
            return Optional.empty();
        }
        String seen = fold(text.value(), ignoreCase);
        List<Value> wanted = operand instanceof Value.ListValue list ? list.items() : List.of(operand);
        return Optional.of(wanted.stream().anyMatch(each -> test.test(seen, fold(asText(each), ignoreCase))));
    }

    private static Optional<Boolean> number(Value value, Predicate<Double> test) {
        return value instanceof Value.NumberValue number ? Optional.of(test.test(number.value())) : Optional.empty();
    }

    private static Optional<Boolean> list(Value value, Predicate<Predicate<Value>> test, boolean ignoreCase) {
        return value instanceof Value.ListValue list
                ? Optional.of(
                        test.test(wanted -> list.items().stream().anyMatch(item -> isEqual(wanted, item, ignoreCase))))
                : Optional.empty();
    }

    private static boolean modulo(double seen, Value operand) {
        double divisor = member(operand, "divisor");
        double rest = seen % divisor;
        return (rest < 0 ? rest + divisor : rest) == member(operand, "remainder");
    }

    private static boolean isEqual(Value one, Value other, boolean ignoreCase) {
        if (ignoreCase && one instanceof Value.TextValue left && other instanceof Value.TextValue right) {
            return Folding.fold(left.value()).equals(Folding.fold(right.value()));
        }
        return one.equals(other);
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? Folding.fold(text) : text;
    }

    // The operand's form was checked when the condition was made.
    private static double asNumber(Value value) {
        return ((Value.NumberValue) value).value();
    }

    private static String asText(Value value) {
        return ((Value.TextValue) value).value();
    }

    private static List<Value> items(Value value) {
        return ((Value.ListValue) value).items();
    }

    private static double member(Value structure, String name) {
        return asNumber(java.util.Objects.requireNonNull(
                ((Value.StructureValue) structure).members().get(name)));
    }
}
