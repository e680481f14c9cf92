package dev.belay.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes doubles as ECMAScript's {@code Number::toString} does: the fewest digits that read back as the same double,
 * and of several such the nearest.
 */
// The shortest digits come from Jackson, because Double.toString finds them only since JDK 19. Both answer at least two
// digits, nearest first, so that where one digit would do, as in 5e-324, it has to be tried.
final class NumberText {

    private static final double MAX_INTEGER = 9_007_199_254_740_992.0;

    private NumberText() {}

    static void write(double number, StringBuilder out) {
        if (number == Math.rint(number) && Math.abs(number) <= MAX_INTEGER) {
            out.append((long) number);
            return;
        }
        if (number < 0) {
            out.append('-');
        }
        BigDecimal shortest = shortest(Math.abs(number));
        layOut(shortest.unscaledValue().toString(), shortest.precision() - shortest.scale(), out);
    }

    private static BigDecimal shortest(double number) {
        BigDecimal digits = new BigDecimal(NumberOutput.toString(number, true)).stripTrailingZeros();
        return digits.precision() == 2 ? oneDigitIfEnough(digits, number) : digits;
    }

    private static BigDecimal oneDigitIfEnough(BigDecimal twoDigits, double number) {
        BigDecimal nearest = new BigDecimal(number).round(new MathContext(1, RoundingMode.HALF_EVEN));
        return nearest.doubleValue() == number ? nearest.stripTrailingZeros() : twoDigits;
    }

    // The cases of ECMAScript's Number::toString; the value is 0.digits times ten to the power of point.
    private static void layOut(String digits, int point, StringBuilder out) {
        int count = digits.length();
        if (count <= point && point <= 21) {
            out.append(digits).append("0".repeat(point - count));
        } else if (0 < point && point <= 21) {
            out.append(digits, 0, point).append('.').append(digits, point, count);
        } else if (-6 < point && point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else {
            out.append(digits, 0, 1).append(count > 1 ? "." : "").append(digits, 1, count);
            out.append('e').append(point > 0 ? "+" : "").append(point - 1);
        }
    }
}
