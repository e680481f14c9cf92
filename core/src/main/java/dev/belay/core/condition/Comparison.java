package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operators that compare texts, numbers, booleans and lists as they are. Operands were checked before. */
final class Comparison {

    private static final int FEW = 8;

    private final Value operand;
    private final boolean ignoreCase;

    Comparison(Value operand, boolean ignoreCase) {
        this.operand = operand;
        this.ignoreCase = ignoreCase;
    }

    Prepared by(Operator operator) {
        return switch (operator) {
            case EQUALS -> equal();
            case IN -> in(Scalars.of(items(operand), ignoreCase));
            case CONTAINS, STARTS_WITH, ENDS_WITH -> texts(operator);
            case LESS_THAN, AT_MOST, GREATER_THAN, AT_LEAST -> new NumberComparison(operator, number(operand));
            case BETWEEN ->
                between(number(items(operand).get(0)), number(items(operand).get(1)));
            case MODULO -> modulo(member("divisor"), member("remainder"));
            case CONTAINS_ANY -> list(any(Scalars.of(items(operand), ignoreCase)));
            case CONTAINS_NONE ->
                list(any(Scalars.of(items(operand), ignoreCase)).negate());
            case CONTAINS_ALL -> list(all(items(operand)));
            case TYPE -> ofType(text(operand));
            case EXISTS -> seen -> Answer.HOLDS;
            case ABSENT -> seen -> Answer.FAILS;
            case MATCHES, BEFORE, AFTER, SEMVER, CIDR, SHA256_IN ->
                throw new IllegalArgumentException(operator.word() + " does not compare values as they are");
        };
    }

    private Prepared equal() {
        if (operand instanceof Value.NumberValue wanted) {
            return new NumberComparison(Operator.EQUALS, wanted.value());
        }
        if (operand instanceof Value.BooleanValue wanted) {
            boolean truth = wanted.value();
            return seen -> seen instanceof Value.BooleanValue value ? Answer.of(value.value() == truth) : Answer.UNREAD;
        }
        return texts(Operator.EQUALS);
    }

    private static Prepared in(Scalars items) {
        if (items.isEmpty()) {
            return seen -> isScalar(seen) ? Answer.FAILS : Answer.UNREAD;
        }
        return new Membership(items);
    }

    private Prepared texts(Operator operator) {
        List<Value> operands = operand instanceof Value.ListValue list ? list.items() : List.of(operand);
        String[] wanted = operands.stream()
                .map(each -> Folding.fold(text(each), ignoreCase))
                .toArray(String[]::new);
        return new TextComparison(operator, wanted, ignoreCase);
    }

    private static Prepared between(double low, double high) {
        return numbers(seen -> seen >= low && seen <= high);
    }

    private static Prepared modulo(double divisor, double remainder) {
        return numbers(seen -> {
            double rest = seen % divisor;
            return (rest < 0 ? rest + divisor : rest) == remainder;
        });
    }

    private static Prepared numbers(DoublePredicate test) {
        return seen -> seen instanceof Value.NumberValue number ? Answer.of(test.test(number.value())) : Answer.UNREAD;
    }

    private static Prepared list(Predicate<List<Value>> test) {
        return seen -> seen instanceof Value.ListValue list ? Answer.of(test.test(list.items())) : Answer.UNREAD;
    }

    private static Predicate<List<Value>> any(Scalars wanted) {
        return seen -> {
            for (Value item : seen) {
                if (wanted.has(item)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Hashes what is seen once there is much of it, so that two long lists cost their lengths and not the product. */
    private Predicate<List<Value>> all(List<Value> wanted) {
        if (wanted.size() > FEW) {
            return seen -> hasAll(Scalars.of(seen, ignoreCase), wanted);
        }
        List<Predicate<List<Value>>> each = wanted.stream()
                .map(item -> any(Scalars.of(List.of(item), ignoreCase)))
                .toList();
        return seen -> {
            for (Predicate<List<Value>> one : each) {
                if (!one.test(seen)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean hasAll(Scalars present, List<Value> wanted) {
        for (Value each : wanted) {
            if (!present.has(each)) {
                return false;
            }
        }
        return true;
    }

    private static Prepared ofType(String word) {
        ValueType wanted = Arrays.stream(ValueType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow();
        return seen -> Answer.of(seen.type() == wanted);
    }

    private static boolean isScalar(Value value) {
        return value instanceof Value.TextValue
                || value instanceof Value.NumberValue
                || value instanceof Value.BooleanValue;
    }

    private static double number(@Nullable Value value) {
        return ((Value.NumberValue) Objects.requireNonNull(value)).value();
    }

    private static String text(Value value) {
        return ((Value.TextValue) value).value();
    }

    private static List<Value> items(Value value) {
        return ((Value.ListValue) value).items();
    }

    private double member(String name) {
        return number(((Value.StructureValue) operand).members().get(name));
    }
}
