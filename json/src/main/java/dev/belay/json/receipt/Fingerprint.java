package dev.belay.json.receipt;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Value;
import dev.belay.core.condition.AttributeName;
import dev.belay.json.CanonicalJson;
import dev.belay.json.state.Behaviour;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a context is the one that was evaluated, without telling anything of it: the first 40 bits of the
 * HMAC-SHA-256 of what the flag's closure asks of it. The key is the behaviour hash, of which receipts show a part
 * only, and a salt, so that nobody without the flag's documents can try values out, and equal contexts do not look alike.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param salt   10 hexadecimal digits
 * @param digest 10 hexadecimal digits
 */
public record Fingerprint(String salt, String digest) {

    /** How many bytes the salt and the digest have each. */
    static final int BYTES = 5;

    /**
     * The fingerprint of what a closure asks of a context.
     *
     * @param salt 40 random bits; the others are not looked at
     */
    static Fingerprint of(Behaviour behaviour, EvaluationContext context, long salt) {
        return of(behaviour, context, HexFormat.of().toHexDigits(salt, 2 * BYTES));
    }

    /** Whether this is the fingerprint of a context. */
    boolean fits(Behaviour behaviour, EvaluationContext context) {
        return equals(of(behaviour, context, salt));
    }

    private static Fingerprint of(Behaviour behaviour, EvaluationContext context, String salt) {
        byte[] key = (behaviour.hash() + salt).getBytes(StandardCharsets.US_ASCII);
        byte[] digest = hmac(key, CanonicalJson.bytes(Value.of(asked(behaviour, context))));
        return new Fingerprint(salt, HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
    }

    private static Map<String, Value> asked(Behaviour behaviour, EvaluationContext context) {
        Map<String, Value> asked = new LinkedHashMap<>();
        for (AttributeName name : behaviour.attributes()) {
            Value value = name.in(context);
            if (value != null) {
                asked.put(name.toString(), writable(value));
            }
        }
        return asked;
    }

    /** Values of code may hold half a surrogate pair, which JSON cannot write; null stands for those alone. */
    private static Value writable(Value value) {
        try {
            CanonicalJson.text(value);
            return value;
        } catch (IllegalArgumentException halfPair) {
            return Value.NULL;
        }
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
        }
    }
}
