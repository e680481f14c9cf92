package dev.belay.core.condition;

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
}
