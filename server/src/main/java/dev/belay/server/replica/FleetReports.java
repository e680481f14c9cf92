package dev.belay.server.replica;

import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Time;
import dev.belay.client.stream.Instance;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports on those who follow a flag set through a replica, in the name of the instance by which the replica
 * itself follows. One that is not accepted is sent again with what is known by then.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class FleetReports {

    private static final Logger LOG = LoggerFactory.getLogger("belay.replica");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A report that says nothing new is sent again after this long, so that the upstream sees that the replica lives. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final Endpoint endpoint;
    private final Instance instance;
    private final Time time;
    private Value.@Nullable StructureValue accepted;
    private long acceptedAt;
    private boolean refused;

    FleetReports(Endpoint endpoint, Instance instance, Time time) {
        this.endpoint = endpoint;
        this.instance = instance;
        this.time = time;
    }

    /** Sends a report if it says something new, or it is time to show that this replica lives. */
    void send(Value.StructureValue fleet, LedgerState state) {
        boolean recent = time.nanos() - acceptedAt < SIGN_OF_LIFE.toNanos();
        if (recent && fleet.equals(accepted)) {
            return;
        }
        HttpRequest request = endpoint.request("/sdk/v1/telemetry")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(fleet, state)))
                .build();
        try {
            take(endpoint.send(request, PATIENCE).statusCode(), fleet);
        } catch (IOException away) {
            // Sent again with the next one.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(int status, Value.StructureValue fleet) {
        if (status / 100 == 2) {
            accepted = fleet;
            acceptedAt = time.nanos();
            refused = false;
        } else if (status / 100 == 4 && !refused) {
            refused = true;
            LOG.warn(
                    "replica.report-refused status={} message=\"the upstream does not know who follows here\"", status);
        }
    }

    // The replica's own delivery is told by its acknowledgements, so that nothing lies between this and the last
    // report.
    private byte[] body(Value.StructureValue fleet, LedgerState state) {
        Value position = Value.of(state.position().toString());
        Map<String, Value> body = new LinkedHashMap<>();
        body.put("instance", Value.of(instance.id()));
        body.put("application", Value.of(instance.application()));
        body.put("version", Value.of(instance.version()));
        body.put("sdk", Value.of(instance.sdk()));
        body.put("applied", position);
        body.put("previous", position);
        body.put("checksum", Value.of(state.checksum().hex()));
        body.put("fleet", fleet);
        return CanonicalJson.bytes(Value.of(body));
    }
}
