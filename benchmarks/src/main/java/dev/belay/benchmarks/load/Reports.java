package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.flag.Capabilities;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server what was applied, as the SDK does: the newest only, one report at a time, at a moment of its own within the
 * time that the server asks for. Confined to its loop.
 */
final class Reports {

    private static final Value CAPABILITIES =
            Value.of(Capabilities.KNOWN.stream().sorted().map(Value::of).toList());

    private final Loop loop;
    private final Requests requests;
    private final String instance;
    private final Backoff backoff;
    private final SplittableRandom chance;
    private @Nullable Standing newest;
    private @Nullable Position accepted;
    private boolean underWay;
    private boolean ended;
    private long sent;
    private long withinMillis;

    Reports(Loop loop, Requests requests, int number) {
        this.loop = loop;
        this.requests = requests;
        this.instance = instance(number);
        this.backoff = new Backoff(~number);
        this.chance = new SplittableRandom(~number);
    }

    /** What the SDK of this number calls itself. */
    static String instance(int number) {
        return "light-" + number;
    }

    void applied(Position position, String checksum) {
        newest = new Standing(position, checksum, System.nanoTime());
        if (!underWay) {
            underWay = true;
            sendSoon();
        }
    }

    /** Sends nothing any more, whatever is planned. */
    void end() {
        ended = true;
    }

    /** How many were accepted. */
    long sent() {
        return sent;
    }

    private record Standing(Position position, String checksum, long since) {}

    private void sendSoon() {
        loop.after(withinMillis == 0 ? 0 : chance.nextLong(withinMillis), this::send);
    }

    private void send() {
        Standing told = newest;
        if (told == null || ended) {
            return;
        }
        requests.post("/sdk/v1/telemetry", Buffer.buffer(CanonicalJson.bytes(body(told))))
                .onSuccess(answer -> {
                    withinMillis = within(answer.response());
                    answered(told, answer.status() / 100 == 2);
                })
                .onFailure(_ -> answered(told, false));
    }

    private void answered(Standing told, boolean wasAccepted) {
        if (!wasAccepted) {
            loop.after(backoff.nextMillis(), this::send);
            return;
        }
        sent++;
        backoff.reset();
        accepted = told.position();
        underWay = !told.equals(newest);
        if (underWay) {
            sendSoon();
        }
    }

    private static long within(HttpClientResponse response) {
        String asked = response.getHeader("Belay-Report-Within");
        return asked == null ? 0 : Long.parseLong(asked);
    }

    private Value body(Standing told) {
        Map<String, Value> body = new LinkedHashMap<>();
        body.put("instance", Value.of(instance));
        body.put("application", Value.of("load"));
        body.put("version", Value.of("1"));
        body.put("sdk", Value.of("belay-load"));
        if (accepted == null) {
            body.put("capabilities", CAPABILITIES);
        } else {
            body.put("previous", Value.of(accepted.toString()));
        }
        body.put("applied", Value.of(told.position().toString()));
        body.put("checksum", Value.of(told.checksum()));
        body.put("appliedMillisAgo", Value.of(Math.floor((System.nanoTime() - told.since()) / 1e6)));
        body.put("batches", Value.of(List.<Value>of()));
        return Value.of(body);
    }
}
