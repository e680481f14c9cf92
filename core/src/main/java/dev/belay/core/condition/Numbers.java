package dev.belay.core.condition;

import dev.belay.core.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers written as text. */
public final class Numbers {

    /** JSON's form, with leading zeros. */
    private static final Pattern FORM = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** The finite number that the text writes in JSON's form; null if it writes none. */
    public static @Nullable Double parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        double parsed = Double.parseDouble(text);
        return Double.isFinite(parsed) ? parsed : null;
    }

    /** A number in decimal, without exponent and without needless zeros. */
    public static String text(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A number, or a text that writes one, as a number. */
    static @Nullable Value read(Value value) {
        if (value instanceof Value.TextValue text) {
            Double number = parse(text.value().strip());
            return number == null ? null : Value.of((double) number);
        }
        return value instanceof Value.NumberValue ? value : null;
    }

    /** A text, or what writes a number or a boolean, as a text. */
    static @Nullable Value write(Value value) {
        if (value instanceof Value.NumberValue number) {
            return Value.of(text(number.value()));
        }
        if (value instanceof Value.BooleanValue truth) {
            return Value.of(Boolean.toString(truth.value()));
        }
        return value instanceof Value.TextValue ? value : null;
    }
}
