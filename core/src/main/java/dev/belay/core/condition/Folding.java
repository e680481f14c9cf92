package dev.belay.core.condition;

import dev.belay.core.Value;
import dev.belay.core.condition.Prepared.Reading;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts without regard to case. */
public final class Folding {

    private Folding() {}

    /**
     * The text in one case; both directions, so that letters whose cases do not pair one to one become equal. A text that
     * is in that case already is answered as it is.
     */
    public static String fold(String text) {
        return isFolded(text) ? text : text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** The text as it is compared. */
    static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? fold(text) : text;
    }

    static @Nullable String text(Value value) {
        return value instanceof Value.TextValue text ? text.value() : null;
    }

    static Reading<String> reading(boolean ignoreCase) {
        return ignoreCase ? Folding::folded : Folding::text;
    }

    private static @Nullable String folded(Value value) {
        String text = text(value);
        return text == null ? null : fold(text);
    }

    private static boolean isFolded(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter >= 0x80 || (letter >= 'A' && letter <= 'Z')) {
                return false;
            }
        }
        return true;
    }
}
