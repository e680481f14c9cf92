package dev.belay.server.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is stored, and decrypts it to be used: AES-256-GCM, bound to the place where it is stored, so that what
 * was sealed for one place cannot be put into another.
 *
 * <p>Sealed bytes: 1 for the format, four bytes that tell keys apart, twelve of nonce, and the rest.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SecretBox {

    /** How long a key is. */
    public static final int KEY_BYTES = 32;

    private static final byte FORMAT = 1;
    private static final int MARK_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int HEADER_BYTES = 1 + MARK_BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] mark;
    private final SecureRandom random;

    /**
     * Encrypts under a key, which is copied.
     *
     * @throws IllegalArgumentException if it has not {@value #KEY_BYTES} bytes
     */
    public SecretBox(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A key of " + key.length + " bytes was given, and it must have " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.mark = Arrays.copyOf(sha256(key), MARK_BYTES);
        this.random = random;
    }

    /** Encrypts a text for a place. */
    public byte[] seal(String place, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(FORMAT)
                .put(mark)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Decrypts what {@link #seal} encrypted for the same place.
     *
     * @throws UnreadableSecretException if it was sealed under another key or for another place, or is damaged
     */
    public String open(String place, byte[] sealed) {
        if (sealed.length <= HEADER_BYTES || sealed[0] != FORMAT) {
            throw new UnreadableSecretException("A stored secret is damaged; set it again");
        }
        if (!Arrays.equals(mark, 0, MARK_BYTES, sealed, 1, 1 + MARK_BYTES)) {
            throw new UnreadableSecretException("A stored secret was encrypted under another key; put back the key that"
                    + " the server had (" + SecretsKey.VARIABLE + ", or the file " + SecretsKey.FILE
                    + "), or set the secret again");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1 + MARK_BYTES, HEADER_BYTES);
        byte[] content = Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length);
        return new String(run(Cipher.DECRYPT_MODE, nonce, place, content), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException notSealedHere) {
            throw new UnreadableSecretException("A stored secret is damaged or was stored elsewhere; set it again");
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
