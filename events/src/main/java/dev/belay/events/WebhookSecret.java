package dev.belay.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a sender and a receiver of webhooks have in common, as Standard Webhooks write it: {@code whsec_} and the bytes
 * in Base64.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;
    private static final String SCHEME = "v1,";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] bytes) {
        if (bytes.length < LEAST || bytes.length > MOST) {
            throw new IllegalArgumentException(
                    "A webhook's secret has " + LEAST + " to " + MOST + " bytes, and this one has " + bytes.length);
        }
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * A secret of these bytes, which are copied.
     *
     * @throws IllegalArgumentException if they are not 24 to 64
     */
    public static WebhookSecret of(byte[] bytes) {
        return new WebhookSecret(bytes);
    }

    /**
     * Reads the form that {@link #text()} has.
     *
     * @throws IllegalArgumentException if {@code text} does not have it; the message does not repeat it
     */
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook's secret begins with " + PREFIX);
        }
        return new WebhookSecret(decode(text.substring(PREFIX.length())));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("A webhook's secret is Base64 after " + PREFIX, notBase64);
        }
    }

    /** The secret itself, to be shown once. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * The signature of a message, as the header {@code webhook-signature} bears it.
     *
     * @param id        the header {@code webhook-id}
     * @param timestamp the header {@code webhook-timestamp}: seconds since 1970-01-01T00:00:00Z
     */
    public String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return SCHEME + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }

    boolean signed(String signature, String id, long timestamp, byte[] body) {
        byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII));
    }

    /** Says that there is a secret, and not which. */
    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
