package dev.belay.core.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                Arguments.of(Operator.MATCHES, List.of(NUMBER, MIXED, Value.of("("))),
                Arguments.of(Operator.BEFORE, List.of(TRUE, NOTHING, Value.of("2026-13-01T00:00:00Z"), Value.of(1e18))),
                Arguments.of(Operator.AFTER, List.of(TRUE, Value.of("2026-01-01T24:00:00Z"))),
                Arguments.of(Operator.SEMVER, List.of(NUMBER, Value.of(">="), Value.of(""))),
                Arguments.of(Operator.CIDR, List.of(NUMBER, TEXT, Value.of("10.0.0.0/33"))),
                Arguments.of(Operator.SHA256_IN, List.of(TEXT, hashes(NUMBER), Value.of(Map.of("salt", TEXT)))),
                Arguments.of(Operator.CONTAINS_ALL, List.of(TEXT, NESTED)),
                Arguments.of(Operator.EXISTS, List.of(FALSE, NUMBER)),
                Arguments.of(Operator.ABSENT, List.of(FALSE)),
                Arguments.of(Operator.TYPE, List.of(TEXT, Value.of("null"), NUMBER)));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void ofAnotherFormIsRefused(Operator operator, List<Value> operands) {
        for (Value operand : operands) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Condition.Attribute(
                            AttributeName.parse("x"), operator, operand, false, false, Optional.empty()))
                    .isInstanceOf(IllegalOperandException.class)
                    .withMessageStartingWith(operator.word() + ": ")
                    .satisfies(refused -> assertThat(((IllegalOperandException) refused).allowed())
                            .isEqualTo(operator.allowed()));
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

    @Test
    void anOrderIsAskedForOnlyByOperatorsThatKnowIt() {
        for (Operator operator : List.of(Operator.CONTAINS, Operator.SEMVER, Operator.EXISTS, Operator.CONTAINS_ANY)) {
            assertThatThrownBy(() -> as(operator, Value.of("1.0.0"), Conversion.TIME))
                    .isInstanceOfSatisfying(
                            IllegalOperandException.class,
                            refused -> assertThat(refused.path()).containsExactly("as"));
        }
    }

    @Test
    void whatIsOrderedIsOfThatKind() {
        Value versions = Value.of(List.of(Value.of("1.0"), Value.of("one")));

        assertThatThrownBy(() -> as(Operator.IN, versions, Conversion.VERSION))
                .isInstanceOfSatisfying(
                        IllegalOperandException.class,
                        refused -> assertThat(refused.path()).containsExactly("in", "1"));
        assertThatThrownBy(() -> as(Operator.AT_LEAST, versions, Conversion.VERSION))
                .hasMessageContaining("the operand must be a version");
        assertThatThrownBy(() -> as(Operator.BETWEEN, numbers(2, 1), Conversion.TIME))
                .hasMessageContaining("the lower first");
    }

    private static Condition as(Operator operator, Value operand, Conversion as) {
        return new Condition.Attribute(AttributeName.parse("x"), operator, operand, false, false, Optional.of(as));
    }

    private static Value hashes(Value hash) {
        return Value.of(Map.of("salt", TEXT, "hashes", Value.of(List.of(hash))));
    }

    private static Value numbers(double... numbers) {
        return Value.of(java.util.Arrays.stream(numbers).mapToObj(Value::of).toList());
    }

    private static Value modulo(double divisor, double remainder) {
        return Value.of(Map.of("divisor", Value.of(divisor), "remainder", Value.of(remainder)));
    }
}
