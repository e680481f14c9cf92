package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Writes numbers so that JSON and every version of YAML read the same double back. */
final class NumberText {
    private static final double EXACT = 1L << 53;

    private NumberText() {}

    static String of(JsonNode number) {
        double value = number.doubleValue();
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            return Long.toString((long) value);
        }
        // YAML 1.1 takes an exponent without a sign for text.
        return Double.toString(value).toLowerCase(Locale.ROOT).replaceFirst("e(\\d)", "e+$1");
    }
}
