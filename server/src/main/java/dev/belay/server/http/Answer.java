package dev.belay.server.http;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers a call with.
 *
 * @param status  the HTTP status
 * @param headers further headers by name; one named here wins over the server's own
 * @param body    the bytes, which must not change any more
 */
public record Answer(int status, Map<String, String> headers, Buffer body) {

    /** Keeps the order of the headers. */
    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A JSON document with status 200. */
    public static Answer json(Value value) {
        return json(200, value);
    }

    /** A JSON document. */
    public static Answer json(int status, Value value) {
        return bytes(status, "application/json", CanonicalJson.bytes(value));
    }

    /** Bytes of a media type. */
    public static Answer bytes(int status, String mediaType, byte[] body) {
        return new Answer(status, Map.of("content-type", mediaType), Buffer.buffer(body));
    }

    /** A text of a media type, in UTF-8. */
    public static Answer text(int status, String mediaType, String body) {
        return bytes(status, mediaType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A status without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Buffer.buffer());
    }

    /** A copy with another status. */
    public Answer withStatus(int changed) {
        return new Answer(changed, headers, body);
    }

    /** A copy with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
