package dev.belay.cli.words;

import java.math.BigDecimal;
import java.math.MathContext;

/** Weights as people say them. */
final class Percent {

    private Percent() {}

    static String of(long weight, long total) {
        if (total <= 0) {
            return weight + " of " + total;
        }
        BigDecimal percent = BigDecimal.valueOf(weight)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(total), MathContext.DECIMAL32);
        return percent.stripTrailingZeros().toPlainString() + " %";
    }
}
