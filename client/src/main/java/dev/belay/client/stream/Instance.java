package dev.belay.client.stream;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.flag.Capabilities;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who reports to the server.
 *
 * @param id          tells this client from all others
 * @param application what it is part of
 * @param version     of the application; may be blank
 * @param sdk         name and version of this library
 * @param host        the machine, as the environment calls it; may be blank
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Instance(String id, String application, String version, String sdk, String host) {

    /**
     * How many milliseconds ago something happened.
     *
     * @param applied   that the position was applied
     * @param connected that the stream was begun
     */
    record Times(long applied, long connected) {}

    /** The members of a report that are the same in each. */
    private Map<String, Value> body() {
        Map<String, Value> body = new LinkedHashMap<>();
        body.put("instance", Value.of(id));
        body.put("application", Value.of(application));
        body.put("version", Value.of(version));
        body.put("sdk", Value.of(sdk));
        if (!host.isEmpty()) {
            body.put("host", Value.of(host));
        }
        return body;
    }

    /**
     * The body of a report.
     *
     * @param previous   what the server was told before, or null
     * @param introduces whether it is told, too, what this library can do
     * @param times      how long ago that came to be
     */
    byte[] report(Standing standing, @Nullable Position previous, boolean introduces, Times times) {
        Map<String, Value> body = body();
        if (introduces) {
            body.put(
                    "capabilities",
                    Value.of(Capabilities.KNOWN.stream().sorted().map(Value::of).toList()));
        }
        if (previous != null) {
            body.put("previous", Value.of(previous.toString()));
        }
        body.put("applied", Value.of(standing.state().position().toString()));
        body.put("checksum", Value.of(standing.state().checksum().hex()));
        if (standing.diverged() != null) {
            body.put("diverged", Value.of(standing.diverged()));
        }
        body.put("appliedMillisAgo", Value.of((double) times.applied()));
        body.put("connectedMillisAgo", Value.of((double) times.connected()));
        body.put("batches", Value.of(List.<Value>of()));
        return CanonicalJson.bytes(Value.of(body));
    }

    /** The body of the last report. */
    byte[] goodbye() {
        Map<String, Value> body = body();
        body.put("closing", Value.of(true));
        return CanonicalJson.bytes(Value.of(body));
    }
}
