package dev.belay.core.condition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Texts of which only salted hashes are known: SHA-256 over the salt and the text, both in UTF-8.
 *
 * @param hashes in lower-case hexadecimal
 */
record SecretTexts(String salt, Set<String> hashes) implements Predicate<String> {

    SecretTexts {
        // Not Set.copyOf, whose look-ups get slow where hash codes collide.
        hashes = Collections.unmodifiableSet(new HashSet<>(hashes));
    }

    @Override
    public boolean test(String text) {
        return hashes.contains(hash(salt + text));
    }

    /** Whether the text writes a SHA-256. */
    static boolean isHash(String text) {
        return text.length() == 64 && text.chars().allMatch(letter -> letter < 128 && Character.digit(letter, 16) >= 0);
    }

    private static String hash(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
