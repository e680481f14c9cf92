package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The forms that an operator's operand may take. */
// The predicates are method references without state, which the checker cannot know.
@SuppressWarnings("ImmutableEnumChecker")
enum Operand {
    SCALAR("a text, a number or a boolean", Operand::isScalar),
    SCALARS("a list of texts, numbers or booleans", value -> isListOf(value, Operand::isScalar)),
    TEXTS("a text or a list of texts", value -> isText(value) || isListOf(value, Operand::isText)),
    NUMBER("a number", Operand::isNumber),
    RANGE("two numbers, the lower first", Operand::isRange),
    MODULUS("{\"divisor\": a number above 0, \"remainder\": a number from 0 to below the divisor}", Operand::isModulus),
    PATTERNS(TextPattern.ALLOWED, TEXTS::accepts),
    RANGES(VersionRange.ALLOWED, TEXTS::accepts),
    NETWORKS(Network.ALLOWED, TEXTS::accepts),
    INSTANT(Instants.ALLOWED, value -> isText(value) || isNumber(value)),
    HASHES("{\"salt\": a text, \"hashes\": a list of SHA-256 in hexadecimal}", Operand::isHashes),
    TRUE("true", Value.of(true)::equals),
    TYPE("one of boolean, string, number, list, structure", Operand::isTypeWord);

    private final String allowed;
    private final Predicate<Value> accepts;

    Operand(String allowed, Predicate<Value> accepts) {
        this.allowed = allowed;
        this.accepts = accepts;
    }

    String allowed() {
        return allowed;
    }

    boolean accepts(Value operand) {
        return accepts.test(operand);
    }

    private static boolean isScalar(Value value) {
        return isText(value) || isNumber(value) || value instanceof Value.BooleanValue;
    }

    private static boolean isText(Value value) {
        return value instanceof Value.TextValue;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.NumberValue;
    }

    private static boolean isListOf(Value value, Predicate<Value> item) {
        return value instanceof Value.ListValue list && list.items().stream().allMatch(item);
    }

    private static boolean isRange(Value value) {
        if (!(value instanceof Value.ListValue list) || !isListOf(value, Operand::isNumber)) {
            return false;
        }
        List<Double> bounds = list.items().stream().map(Operand::number).toList();
        return bounds.size() == 2 && bounds.get(0) <= bounds.get(1);
    }

    private static boolean isModulus(Value value) {
        if (!(value instanceof Value.StructureValue structure)
                || !structure.members().keySet().equals(Set.of("divisor", "remainder"))
                || !structure.members().values().stream().allMatch(Operand::isNumber)) {
            return false;
        }
        double divisor = number(structure.members().get("divisor"));
        double remainder = number(structure.members().get("remainder"));
        return divisor > 0 && remainder >= 0 && remainder < divisor;
    }

    private static boolean isHashes(Value value) {
        return value instanceof Value.StructureValue structure
                && structure.members().keySet().equals(Set.of("salt", "hashes"))
                && structure.members().get("salt") instanceof Value.TextValue
                && structure.members().get("hashes") instanceof Value.ListValue hashes
                && isListOf(hashes, Operand::isText);
    }

    private static boolean isTypeWord(Value value) {
        return value instanceof Value.TextValue text
                && Arrays.stream(ValueType.values())
                        .anyMatch(type -> type != ValueType.NULL && type.word().equals(text.value()));
    }

    private static double number(@org.jspecify.annotations.Nullable Value value) {
        return value instanceof Value.NumberValue number ? number.value() : Double.NaN;
    }
}
