package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.core.Value;
import dev.belay.core.bucketing.Bucketing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperandTest {

    private static final Value TEXT = Value.of("a");
    private static final Value NUMBER = Value.of(1);
    private static final Value TRUE = Value.of(true);
    private static final Value FALSE = Value.of(false);
    private static final Value NOTHING = Value.of(List.of());
    private static final Value MIXED = Value.of(List.of(TEXT, NUMBER, TRUE));
    private static final Value NESTED = Value.of(List.of(NOTHING));

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of(Operator.EQUALS, List.of(Value.NULL, NOTHING, Value.of(Map.of()))),
                Arguments.of(Operator.IN, List.of(TEXT, NESTED, Value.of(List.of(Value.NULL)))),
                Arguments.of(Operator.CONTAINS, List.of(NUMBER, TRUE, MIXED)),
                Arguments.of(Operator.AT_LEAST, List.of(TEXT, TRUE, NOTHING)),
                Arguments.of(Operator.BETWEEN, List.of(NOTHING, numbers(1), numbers(2, 1), numbers(1, 2, 3), MIXED)),
                Arguments.of(
                        Operator.MODULO,
                        List.of(
                                NUMBER,
                                modulo(0, 0),
                                modulo(3, 3),
                                modulo(3, -1),
                                modulo(-3, 0),
                                Value.of(Map.of("divisor", NUMBER)),
                                Value.of(Map.of("divisor", NUMBER, "remainder", TEXT)))),
                Arguments.of(Operator.CONTAINS_ALL, List.of(TEXT, NESTED)),
                Arguments.of(Operator.EXISTS, List.of(FALSE, NUMBER)),
                Arguments.of(Operator.ABSENT, List.of(FALSE)),
                Arguments.of(Operator.TYPE, List.of(TEXT, Value.of("null"), NUMBER)));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void ofAnotherFormIsRefused(Operator operator, List<Value> operands) {
        for (Value operand : operands) {
            assertThat(operator.problemOf(operand)).as("%s", operand).isPresent();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Condition.Attribute(
                            AttributeName.parse("x"), operator, operand, false, false, Optional.empty()))
                    .withMessageContaining(operator.allowed());
        }
    }

    @Test
    void aShareLiesWithinItsTotal() {
        Bucketing bucketing = Bucketing.defaultFor("s");

        assertThat(new Condition.Share(0, 100_000, bucketing)).isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Share(-1, 1, bucketing));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Share(2, 1, bucketing));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Share(0, 100_001, bucketing));
    }

    @Test
    void anAttributeNameIsNotEmptyAndEscapesTildesInPaths() {
        assertThat(AttributeName.parse("a~b")).hasToString("a~b");
        assertThat(AttributeName.parse("/a~0b")).hasToString("/a~0b").isEqualTo(AttributeName.parse("/a~0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeName.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeName.parse("/a~b"));
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeName.parse("/a~"));
    }

    private static Value numbers(double... numbers) {
        return Value.of(java.util.Arrays.stream(numbers).mapToObj(Value::of).toList());
    }

    private static Value modulo(double divisor, double remainder) {
        return Value.of(Map.of("divisor", Value.of(divisor), "remainder", Value.of(remainder)));
    }
}
