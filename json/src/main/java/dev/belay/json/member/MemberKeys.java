package dev.belay.json.member;

import java.util.Optional;

/** The rules that the keys of members must follow. */
public final class MemberKeys {

    /** The most code points that a key may have. */
    public static final int MAX_LENGTH = 200;

    /** What a key may be, in words for an error message. */
    public static final String ALLOWED = "1 to " + MAX_LENGTH + " characters of Unicode without control characters";

    private MemberKeys() {}

    /** What is wrong with a key, or nothing if it is legal. */
    public static Optional<String> problemOf(String key) {
        if (key.isEmpty()) {
            return Optional.of("the key is empty");
        }
        if (key.codePointCount(0, key.length()) > MAX_LENGTH) {
            return Optional.of("the key is longer than " + MAX_LENGTH + " characters");
        }
        return key.codePoints()
                .filter(MemberKeys::isForbidden)
                .mapToObj(point -> String.format("the key contains U+%04X, which is not allowed", point))
                .findFirst();
    }

    private static boolean isForbidden(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
