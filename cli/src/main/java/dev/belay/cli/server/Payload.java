package dev.belay.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What a request brings.
 *
 * @param type  its media type
 * @param bytes as they are sent; not copied
 */
// Handed on to be sent, and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Payload(String type, byte[] bytes) {

    /** A JSON document. */
    public static Payload json(JsonNode document) {
        return new Payload("application/json", Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    /** Plain text in UTF-8. */
    public static Payload text(byte[] bytes) {
        return new Payload("text/plain", bytes);
    }
}
