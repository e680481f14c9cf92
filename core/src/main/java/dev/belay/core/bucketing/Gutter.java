package dev.belay.core.bucketing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Gutter's {@code Percent} and {@code PercentRange}: the key's Python hash modulo 100, without a salt. With
 * {@code keys=integer} a key is hashed as the integer that it spells; with {@code keys=decimal} a key that spells a
 * number is taken modulo 100 itself, fractions included, and any other is hashed. A total of 100 times <i>n</i> cuts each
 * percent into <i>n</i> buckets, so that limits may be fractions.
 */
final class Gutter implements Arithmetic {

    private static final int HUNDRED = 100;
    private static final int MOST_DIGITS = 30;
    private static final int MOST_CHARACTERS = 1_000;
    private static final BigDecimal MODULUS = BigDecimal.valueOf(HUNDRED);
    private static final MathContext PRECISION = new MathContext(28, RoundingMode.HALF_EVEN);
    private static final Parameter KEYS = new Parameter("keys", List.of("text", "integer", "decimal"));

    @Override
    public Totals totals() {
        return Totals.multiplesOf(HUNDRED);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(KEYS, PythonHash.STRINGS);
    }

    @Override
    public Placement placement(String salt, int total, Map<String, String> parameters) {
        return key -> point(key, total, parameters);
    }

    private static long point(String key, int total, Map<String, String> parameters) {
        int perPercent = total / HUNDRED;
        return switch (parameters.getOrDefault(KEYS.name(), KEYS.usual())) {
            case "integer" -> ofInteger(key, perPercent);
            case "decimal" -> ofDecimal(key, perPercent, parameters);
            default -> ofText(key, perPercent, parameters);
        };
    }

    private static long ofText(String key, int perPercent, Map<String, String> parameters) {
        String strings = parameters.getOrDefault(PythonHash.STRINGS.name(), PythonHash.STRINGS.usual());
        return Math.floorMod(PythonHash.ofText(key, strings), (long) HUNDRED) * perPercent;
    }

    private static long ofInteger(String key, int perPercent) {
        try {
            return Math.floorMod(PythonHash.ofInteger(Long.parseLong(key)), (long) HUNDRED) * perPercent;
        } catch (NumberFormatException notAnInteger) {
            return NO_POINT;
        }
    }

    private static long ofDecimal(String key, int perPercent, Map<String, String> parameters) {
        String text = key.strip();
        if (isNotFinite(text) || isTooLong(text)) {
            return NO_POINT;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return ofText(key, perPercent, parameters);
        }
        return digitsBeforePoint(number) > MOST_DIGITS ? NO_POINT : ofNumber(number, perPercent);
    }

    private static long ofNumber(BigDecimal number, int perPercent) {
        BigDecimal remainder = (digitsBeforePoint(number) > 2 ? number.remainder(MODULUS) : number).round(PRECISION);
        BigDecimal bucket = remainder.signum() < 0 ? remainder.add(MODULUS, PRECISION) : remainder;
        // Far below any bucket's width, and spared the long division that its many places would cost.
        return digitsBeforePoint(bucket) < -MOST_DIGITS
                ? 0
                : bucket.multiply(BigDecimal.valueOf(perPercent)).longValue();
    }

    private static long digitsBeforePoint(BigDecimal number) {
        return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
    }

    /** Whether reading the text as a number would cost more than its length, and be of no use: no number is so precise. */
    private static boolean isTooLong(String text) {
        return text.length() > MOST_CHARACTERS
                && text.chars().allMatch(letter -> Character.isDigit(letter) || "+-.eE".indexOf(letter) >= 0);
    }

    private static boolean isNotFinite(String text) {
        return text.matches("(?i)[+-]?(inf|infinity|s?nan\\d*)");
    }
}
