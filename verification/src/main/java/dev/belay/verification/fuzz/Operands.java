package dev.belay.verification.fuzz;

import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Conversion;
import dev.belay.core.condition.IllegalOperandException;
import dev.belay.core.condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Patterns, ranges of versions, networks and instants: refused in the one documented way, or asked without throwing. */
public final class Operands {

    private static final List<Operator> OPERATORS = List.of(
            Operator.MATCHES,
            Operator.SEMVER,
            Operator.CIDR,
            Operator.BEFORE,
            Operator.AFTER,
            Operator.IN,
            Operator.EQUALS,
            Operator.BETWEEN);
    private static final List<Optional<Conversion>> CONVERSIONS = List.of(
            Optional.empty(),
            Optional.of(Conversion.VERSION),
            Optional.of(Conversion.TIME),
            Optional.of(Conversion.NUMBER),
            Optional.of(Conversion.TEXT));

    private Operands() {}

    /** One input of the fuzzer: a few decisions, then lines, of which the first are asked and the others the operand. */
    public static void fuzzerTestOneInput(byte[] input) {
        Choices choices = new Choices(input);
        Operator operator = choices.of(OPERATORS);
        Optional<Conversion> as = choices.of(CONVERSIONS);
        boolean ignoreCase = choices.below(2) == 1;
        boolean listed = choices.below(2) == 1;
        List<Value> lines = new ArrayList<>();
        choices.rest().lines().forEach(line -> lines.add(Value.of(line)));
        Value seen = lines.isEmpty() ? Value.of("") : lines.removeFirst();
        Value operand = !listed && !lines.isEmpty() ? lines.getFirst() : Value.of(lines);
        ask(operator, operand, ignoreCase, as, seen);
    }

    private static void ask(Operator operator, Value operand, boolean ignoreCase, Optional<Conversion> as, Value seen) {
        Condition.Attribute condition;
        Condition.Attribute opposite;
        try {
            condition = condition(operator, operand, false, ignoreCase, as);
            opposite = condition(operator, operand, true, ignoreCase, as);
        } catch (IllegalOperandException refused) {
            Must.hold(!refused.path().isEmpty() && !refused.problem().isEmpty(), "A refusal says where and why");
            return;
        }
        boolean holds = condition.holds(seen);
        Must.equal(holds, condition.holds(seen), "The same question again");
        Must.hold(!holds || !opposite.holds(seen), "Not both a thing and its opposite", operand, seen);
    }

    private static Condition.Attribute condition(
            Operator operator, Value operand, boolean negate, boolean ignoreCase, Optional<Conversion> as) {
        return new Condition.Attribute(AttributeName.parse("a"), operator, operand, negate, ignoreCase, as);
    }
}
