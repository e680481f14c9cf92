package dev.belay.client.stream;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.flag.Capabilities;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who reports to the server.
 *
 * @param id          tells this client from all others
 * @param application what it is part of
 * @param version     of the application; may be blank
 * @param sdk         name and version of this library
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Instance(String id, String application, String version, String sdk) {

    /** The body of a report that {@code applied} is what evaluations see now. */
    byte[] report(Position applied) {
        Map<String, Value> body = new LinkedHashMap<>();
        body.put("instance", Value.of(id));
        body.put("application", Value.of(application));
        body.put("version", Value.of(version));
        body.put("sdk", Value.of(sdk));
        body.put(
                "capabilities",
                Value.of(Capabilities.KNOWN.stream().sorted().map(Value::of).toList()));
        body.put("applied", Value.of(applied.toString()));
        body.put("batches", Value.of(List.<Value>of()));
        return CanonicalJson.bytes(Value.of(body));
    }
}
