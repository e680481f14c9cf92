package dev.belay.json.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the one hash of all stored formats. */
public final class Sha256 {

    /** How many hexadecimal digits a hash has. */
    public static final int DIGITS = 64;

    // A copy is made faster than the platform finds out who makes such digests.
    private static final MessageDigest UNUSED = make();

    private Sha256() {}

    /** The hash in lower-case hexadecimal. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static Hash hash(byte[] bytes) {
        return Hash.of(digest().digest(bytes));
    }

    /** Whether {@code text} is a hash in lower-case hexadecimal. */
    public static boolean isHex(String text) {
        return text.length() == DIGITS
                && text.chars().allMatch(each -> (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f'));
    }

    /** A new digest, for hashes of what comes in pieces. */
    public static MessageDigest digest() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException notByThisProvider) {
            return make();
        }
    }

    private static MessageDigest make() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
