package dev.belay.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a secret: all that is kept of it. Secrets are random and long, so the hash needs neither salt nor
 * stretching.
 *
 * @param hex 64 digits
 */
public record SecretHash(String hex) {

    /** The hash of a secret. */
    public static SecretHash of(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return new SecretHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    static SecretHash of(byte[] hash) {
        return new SecretHash(HexFormat.of().formatHex(hash));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Whether both are equal, in a time that does not depend on where they differ. */
    public boolean matches(SecretHash other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /** Hides the hash from logs. */
    @Override
    public String toString() {
        return "SecretHash[…]";
    }
}
