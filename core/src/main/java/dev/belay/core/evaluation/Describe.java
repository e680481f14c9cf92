package dev.belay.core.evaluation;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts values and conditions into words for explanations. */
final class Describe {

    /** How a text must look to be read as a number: JSON's form. */
    static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private Describe() {}

    static String condition(Condition.Attribute condition) {
        return condition.attribute() + (condition.negate() ? " not " : " ")
                + condition.operator().word() + " " + quoted(condition.operand());
    }

    static String seen(@Nullable Value value) {
        return value == null ? "absent" : "saw " + quoted(value);
    }

    /** A text as it is; a number in decimal without needless zeros. */
    static String value(Value value) {
        return value instanceof Value.TextValue text ? text.value() : quoted(value);
    }

    private static String quoted(Value value) {
        if (value instanceof Value.TextValue text) {
            return '"' + text.value() + '"';
        }
        if (value instanceof Value.NumberValue number) {
            return number(number.value());
        }
        if (value instanceof Value.BooleanValue truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof Value.ListValue list) {
            return list.items().stream().map(Describe::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Value.StructureValue structure) {
            return structure.members().entrySet().stream()
                    .map(member -> member.getKey() + ": " + quoted(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return "null";
    }

    private static String number(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
