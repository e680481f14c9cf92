package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operators can work with an attribute that is read as something else first, and with which operands: whatever is
 * compared with things of another kind would never hold.
 */
final class ConversionFit {

    private static final Set<Operator> ORDERED = EnumSet.of(
            Operator.EQUALS,
            Operator.IN,
            Operator.LESS_THAN,
            Operator.AT_MOST,
            Operator.GREATER_THAN,
            Operator.AT_LEAST,
            Operator.BETWEEN);
    private static final Set<Operator> MOMENTS = EnumSet.of(Operator.BEFORE, Operator.AFTER);
    private static final Set<Operator> ANYTHING = EnumSet.of(Operator.EXISTS, Operator.ABSENT, Operator.TYPE);
    private static final Set<Operator> TEXTS = EnumSet.of(
            Operator.EQUALS,
            Operator.IN,
            Operator.CONTAINS,
            Operator.STARTS_WITH,
            Operator.ENDS_WITH,
            Operator.MATCHES,
            Operator.SEMVER,
            Operator.CIDR,
            Operator.SHA256_IN);

    private final Conversion as;
    private final Operator operator;

    private ConversionFit(Conversion as, Operator operator) {
        this.as = as;
        this.operator = operator;
    }

    /**
     * Does nothing if the operator can work with what is read.
     *
     * @throws IllegalOperandException if it cannot
     */
    static void check(Conversion as, Operator operator) {
        Set<Operator> fitting = new ConversionFit(as, operator).fitting();
        if (!fitting.contains(operator)) {
            String allowed = fitting.stream().map(Operator::word).collect(Collectors.joining(", "));
            throw new IllegalOperandException(List.of("as"), "there is no comparison as " + as.word(), allowed, true);
        }
    }

    /**
     * Does nothing if what is read as a number or a text can be what the operand, of a form that the operator allows, says.
     *
     * @throws IllegalOperandException if it cannot
     */
    static void check(Conversion as, Operator operator, Value operand) {
        new ConversionFit(as, operator).check(operand);
    }

    private Set<Operator> fitting() {
        return switch (as) {
            case NUMBER -> union(ORDERED, EnumSet.of(Operator.MODULO), MOMENTS, ANYTHING);
            case TEXT -> union(TEXTS, MOMENTS, ANYTHING);
            case VERSION -> union(ORDERED, EnumSet.of(Operator.SEMVER));
            case TIME -> union(ORDERED, MOMENTS);
        };
    }

    @SafeVarargs
    private static Set<Operator> union(Set<Operator>... sets) {
        Set<Operator> union = EnumSet.noneOf(Operator.class);
        for (Set<Operator> set : sets) {
            union.addAll(set);
        }
        return union;
    }

    private void check(Value operand) {
        ValueType wanted = as == Conversion.NUMBER ? ValueType.NUMBER : ValueType.STRING;
        if (operator == Operator.EQUALS) {
            require(operand.type() == wanted, List.of(operator.word()), "the operand must be " + kind());
        } else if (operator == Operator.IN) {
            int index = 0;
            for (Value item : ((Value.ListValue) operand).items()) {
                List<String> path = List.of(operator.word(), Integer.toString(index++));
                require(item.type() == wanted, path, "each item must be " + kind());
            }
        } else if (operator == Operator.TYPE && !operand.equals(Value.of(wanted.word()))) {
            String allowed = "\"" + wanted.word() + "\"";
            throw refusal(List.of(operator.word()), "the operand must be " + allowed, allowed);
        }
    }

    private void require(boolean fits, List<String> path, String problem) {
        if (!fits) {
            throw refusal(path, problem, kind());
        }
    }

    private String kind() {
        return as == Conversion.NUMBER ? "a number" : "a text";
    }

    private IllegalOperandException refusal(List<String> path, String problem, String allowed) {
        return new IllegalOperandException(path, "and \"as\": \"" + as.word() + "\" " + problem, allowed, false);
    }
}
