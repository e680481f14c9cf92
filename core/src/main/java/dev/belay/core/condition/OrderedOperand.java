package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.condition.Prepared.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the operands of versions and instants stand for, as ranges that can be compared with one another. */
public final class OrderedOperand {

    private OrderedOperand() {}

    /**
     * The versions or instants for which a condition holds, without regard to its negation; empty if it does not compare
     * versions or instants in order, or reads them as text or number.
     */
    public static Optional<Ranges> of(Condition.Attribute condition) {
        Optional<Conversion> as = condition.as();
        if (as.equals(Optional.of(Conversion.NUMBER)) || as.equals(Optional.of(Conversion.TEXT))) {
            return Optional.empty();
        }
        return switch (condition.operator()) {
            case SEMVER -> Optional.of(versions(items(condition.operand())));
            case BEFORE -> Optional.of(Ranges.lessThan(read(Instants::read, condition.operand())));
            case AFTER -> Optional.of(Ranges.greaterThan(read(Instants::read, condition.operand())));
            default ->
                as.map(conversion -> conversion == Conversion.VERSION
                        ? ordered(condition, Version::readLenient)
                        : ordered(condition, Instants::readLenient));
        };
    }

    private static Ranges versions(List<Value> texts) {
        return Ranges.union(texts.stream()
                .map(text -> VersionRange.parse(((Value.TextValue) text).value()))
                .toList());
    }

    private static <T extends Comparable<T>> Ranges ordered(Condition.Attribute condition, Reading<T> reading) {
        List<T> bounds = items(condition.operand()).stream()
                .map(item -> read(reading, item))
                .toList();
        return switch (condition.operator()) {
            case EQUALS, IN -> Ranges.union(bounds.stream().map(Ranges::of).toList());
            case LESS_THAN -> Ranges.lessThan(bounds.get(0));
            case AT_MOST -> Ranges.atMost(bounds.get(0));
            case GREATER_THAN -> Ranges.greaterThan(bounds.get(0));
            case AT_LEAST -> Ranges.atLeast(bounds.get(0));
            case BETWEEN -> Ranges.atLeast(bounds.get(0)).and(Ranges.atMost(bounds.get(1)));
            default -> throw new IllegalStateException("No condition compares so: " + condition.operator());
        };
    }

    // Whatever cannot be read was refused when the condition was made.
    private static <T> T read(Reading<T> reading, Value operand) {
        return Objects.requireNonNull(reading.read(operand));
    }

    private static List<Value> items(Value operand) {
        return operand instanceof Value.ListValue list ? list.items() : List.of(operand);
    }
}
