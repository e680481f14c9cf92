package dev.belay.core;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The rules that keys must follow. */
public final class Keys {

    /** The most code points that a flag or segment key may have. */
    public static final int MAX_LENGTH = 200;

    /** What a flag or segment key may be, in words for an error message. */
    public static final String ALLOWED =
            "1 to " + MAX_LENGTH + " characters without control characters, white space, or any of / ? # %";

    /** What a project or environment key may be, in words for an error message. */
    public static final String NAME_ALLOWED = "a lower-case letter, then up to 62 of a-z, 0-9 and -";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private Keys() {}

    /** What is wrong with a flag or segment key, or nothing if it is legal. */
    public static Optional<String> problemOf(String key) {
        return problemOf(key, Keys::isForbidden);
    }

    /** What is wrong with a key that may have all characters but the forbidden ones; nothing if it is legal. */
    public static Optional<String> problemOf(String key, IntPredicate forbidden) {
        if (key.isEmpty()) {
            return Optional.of("the key is empty");
        }
        if (key.codePointCount(0, key.length()) > MAX_LENGTH) {
            return Optional.of("the key is longer than " + MAX_LENGTH + " characters");
        }
        return key.codePoints()
                .filter(forbidden)
                .mapToObj(point -> String.format("the key contains U+%04X, which is not allowed", point))
                .findFirst();
    }

    /** Whether {@code name} is a legal project or environment key. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a code point is a control character, or half of a surrogate pair. */
    public static boolean isNoCharacter(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static boolean isForbidden(int point) {
        return isNoCharacter(point)
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || "/?#%".indexOf(point) >= 0;
    }
}
