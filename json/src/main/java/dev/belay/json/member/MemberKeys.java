package dev.belay.json.member;

import dev.belay.core.Keys;
import java.util.Optional;

/** The rules that the keys of members must follow. */
public final class MemberKeys {

    /** The most code points that a key may have. */
    public static final int MAX_LENGTH = Keys.MAX_LENGTH;

    /** What a key may be, in words for an error message. */
    public static final String ALLOWED = "1 to " + MAX_LENGTH + " characters of Unicode without control characters";

    private MemberKeys() {}

    /** What is wrong with a key, or nothing if it is legal. */
    public static Optional<String> problemOf(String key) {
        return Keys.problemOf(key, Keys::isNoCharacter);
    }
}
