package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.Folding;
import dev.belay.core.condition.Operator;
import dev.belay.core.condition.OrderedOperand;
import dev.belay.core.condition.Ranges;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the comparison of an attribute says about the attribute's value. */
final class Comparisons {

    private static final Extent PRESENT = Extent.of(Mark.ABSENT).complement();
    private static final Extent TEXTS = Extent.of(Names.EVERYTHING);
    private static final Extent NUMBERS = Extent.of(Ranges.EVERYTHING);
    private static final Extent BOOLEANS = Extent.of(Mark.TRUE, Mark.FALSE);
    private static final Extent LISTS = Extent.of(Mark.LIST);

    private Comparisons() {}

    static Literal literal(Condition.Attribute condition, boolean holds) {
        Reading reading = reading(condition);
        Meaning meaning = meaning(condition);
        return new Literal(
                condition,
                holds,
                new Facet(reading, condition.attribute().toString()),
                reading.all().and(meaning.extent(condition.negate(), holds)));
    }

    private static Reading reading(Condition.Attribute condition) {
        Operator operator = condition.operator();
        if (condition.as().isEmpty()) {
            return switch (operator) {
                case SEMVER -> Reading.VERSION;
                case BEFORE, AFTER -> Reading.INSTANT;
                default -> condition.ignoreCase() ? Reading.FOLDED : Reading.PLAIN;
            };
        }
        return switch (condition.as().get()) {
            case NUMBER -> Reading.NUMBER;
            case TEXT -> condition.ignoreCase() ? Reading.FOLDED_TEXT : Reading.TEXT;
            case VERSION -> Reading.LENIENT_VERSION;
            case TIME -> Reading.LENIENT_INSTANT;
        };
    }

    private static Meaning meaning(Condition.Attribute condition) {
        Optional<Ranges> ranges = OrderedOperand.of(condition);
        if (ranges.isPresent()) {
            return Meaning.exact(NUMBERS, Extent.of(ranges.get()));
        }
        Value operand = condition.operand();
        return switch (condition.operator()) {
            case EXISTS -> Meaning.exact(anything(), PRESENT);
            case ABSENT -> Meaning.exact(anything(), Extent.of(Mark.ABSENT));
            case TYPE -> Meaning.exact(PRESENT.without(Extent.of(Mark.UNREAD)), ofType(operand));
            case EQUALS -> among(List.of(operand), condition.ignoreCase());
            case IN -> among(items(operand), condition.ignoreCase());
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                items(operand).isEmpty() ? Meaning.exact(TEXTS, Extent.NOTHING) : Meaning.rough(TEXTS);
            case MATCHES, CIDR, SHA256_IN, SEMVER -> Meaning.rough(TEXTS);
            case BEFORE, AFTER -> Meaning.rough(isAs(condition, Conversion.NUMBER) ? NUMBERS : TEXTS);
            case LESS_THAN -> Meaning.exact(NUMBERS, Extent.of(Ranges.lessThan(number(operand))));
            case AT_MOST -> Meaning.exact(NUMBERS, Extent.of(Ranges.atMost(number(operand))));
            case GREATER_THAN -> Meaning.exact(NUMBERS, Extent.of(Ranges.greaterThan(number(operand))));
            case AT_LEAST -> Meaning.exact(NUMBERS, Extent.of(Ranges.atLeast(number(operand))));
            case BETWEEN -> Meaning.exact(NUMBERS, Extent.of(between(items(operand))));
            case MODULO -> Meaning.rough(NUMBERS);
            case CONTAINS_ANY -> items(operand).isEmpty() ? Meaning.exact(LISTS, Extent.NOTHING) : Meaning.rough(LISTS);
            case CONTAINS_ALL, CONTAINS_NONE ->
                items(operand).isEmpty() ? Meaning.exact(LISTS, LISTS) : Meaning.rough(LISTS);
        };
    }

    private static Meaning among(List<Value> items, boolean ignoreCase) {
        Extent reads = items.isEmpty() ? TEXTS.or(NUMBERS).or(BOOLEANS) : Extent.NOTHING;
        for (ValueType type : types(items)) {
            reads = reads.or(ofType(type));
        }
        return Meaning.exact(reads, just(items, ignoreCase));
    }

    private static Extent just(List<Value> items, boolean ignoreCase) {
        Set<String> texts = new HashSet<>();
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        List<Ranges> numbers = new ArrayList<>();
        for (Value item : items) {
            if (item instanceof Value.TextValue text) {
                texts.add(ignoreCase ? Folding.fold(text.value()) : text.value());
            } else if (item instanceof Value.NumberValue number) {
                numbers.add(Ranges.of(number.value()));
            } else if (item instanceof Value.BooleanValue truth) {
                marks.add(truth.value() ? Mark.TRUE : Mark.FALSE);
            }
        }
        return new Extent(marks, Names.of(texts), Ranges.union(numbers));
    }

    private static Set<ValueType> types(List<Value> items) {
        Set<ValueType> types = EnumSet.noneOf(ValueType.class);
        items.forEach(item -> types.add(item.type()));
        return types;
    }

    private static Extent ofType(Value word) {
        for (ValueType type : ValueType.values()) {
            if (word.equals(Value.of(type.word()))) {
                return ofType(type);
            }
        }
        return Extent.NOTHING;
    }

    private static Extent ofType(ValueType type) {
        return switch (type) {
            case BOOLEAN -> BOOLEANS;
            case STRING -> TEXTS;
            case NUMBER -> NUMBERS;
            case LIST -> LISTS;
            case STRUCTURE -> Extent.of(Mark.STRUCTURE);
            case NULL -> Extent.NOTHING;
        };
    }

    private static Ranges between(List<Value> bounds) {
        return Ranges.atLeast(number(bounds.get(0))).and(Ranges.atMost(number(bounds.get(1))));
    }

    private static boolean isAs(Condition.Attribute condition, Conversion conversion) {
        return condition.as().equals(Optional.of(conversion));
    }

    static List<Value> items(Value operand) {
        return operand instanceof Value.ListValue list ? list.items() : List.of(operand);
    }

    // The operand's form was checked when the condition was made; negative zero is zero there.
    private static Double number(Value operand) {
        return ((Value.NumberValue) operand).value();
    }

    private static Extent anything() {
        return Extent.NOTHING.complement();
    }

    /**
     * What an operator reads and what it holds for.
     *
     * @param matches for a rough meaning, all that it may hold for
     */
    private record Meaning(Extent reads, Extent matches, boolean isExact) {

        static Meaning exact(Extent reads, Extent matches) {
            return new Meaning(reads, matches, true);
        }

        static Meaning rough(Extent reads) {
            return new Meaning(reads, reads, false);
        }

        Extent extent(boolean negate, boolean holds) {
            Extent held = negate && isExact ? reads.without(matches) : negate ? reads : matches;
            if (holds) {
                return held;
            }
            return isExact ? held.complement() : anything();
        }
    }
}
