package dev.belay.json.state;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is stored and delivered: its canonical bytes, named by their SHA-256.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Document {

    private final String hash;
    private final byte[] bytes;

    private Document(String hash, byte[] bytes) {
        this.hash = hash;
        this.bytes = bytes;
    }

    /**
     * The document of a value.
     *
     * @throws IllegalArgumentException if a text in {@code value} has half a surrogate pair
     */
    public static Document of(Value value) {
        byte[] bytes = CanonicalJson.bytes(value);
        return new Document(Sha256.hex(bytes), bytes);
    }

    /**
     * A document that was stored or sent, whose hash is checked; the bytes are copied and taken as they are.
     *
     * @throws IllegalArgumentException if {@code hash} is not the hash of {@code bytes}
     */
    public static Document verified(String hash, byte[] bytes) {
        byte[] own = bytes.clone();
        String actual = Sha256.hex(own);
        if (!actual.equals(hash)) {
            throw new IllegalArgumentException(
                    "The document does not have the hash " + hash + " that it is known by, but " + actual);
        }
        return new Document(actual, own);
    }

    /** SHA-256 of the bytes, in lower-case hexadecimal. */
    public String hash() {
        return hash;
    }

    /** The canonical bytes; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /**
     * The value that the bytes write, read anew with every call.
     *
     * @throws dev.belay.json.MalformedJsonException if the bytes are not JSON
     */
    public Value value() {
        return Json.read(bytes, JsonLimits.TRUSTED);
    }

    /** Documents are equal when their bytes are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && Arrays.equals(bytes, document.bytes);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** The hash. */
    @Override
    public String toString() {
        return "Document[" + hash + "]";
    }
}
