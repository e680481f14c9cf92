package dev.belay.client;

import dev.belay.client.http.Endpoint;
import dev.belay.client.source.Signal;
import dev.belay.client.stream.StreamSource;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.state.LedgerState;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Changes flags over the server's management interface.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method blocks.
 */
final class Management {

    private static final int ATTEMPTS = 3;

    private final StreamSource source;
    private final Endpoint endpoint;
    private final Signal changed;
    private final Duration patience;

    Management(StreamSource source, Endpoint endpoint, Signal changed, Duration patience) {
        this.source = source;
        this.endpoint = endpoint;
        this.changed = changed;
        this.patience = patience;
    }

    Recorded command(String flag, String command, Map<String, Value> arguments, Decision decision) {
        Map<String, Value> body = new LinkedHashMap<>(arguments);
        body.put("reason", Value.of(decision.reason()));
        decision.onBehalfOf().ifPresent(person -> body.put("onBehalfOf", Value.of(person)));
        HttpRequest request = endpoint.request(path(flag) + "/" + command)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(Value.of(body))))
                .build();
        ManagementAnswer.Write write = ManagementAnswer.write(send(request));
        boolean visible = changed.await(() -> hasReached(write.position()), patience);
        return new Recorded(write.position(), write.version(), visible, write.warnings());
    }

    List<FlagVersion> history(String flag) {
        return ManagementAnswer.versions(
                send(endpoint.request(path(flag) + "/versions").GET().build()));
    }

    private String path(String flag) {
        changed.await(() -> source.flagSet().isPresent(), patience);
        String flagSet = source.flagSet()
                .orElseThrow(() -> new ManagementException.Unreachable(
                        "The server has not told yet which flag set the server key belongs to; "
                                + source.health().message()));
        int slash = flagSet.indexOf('/');
        return "/api/v1/projects/" + encoded(flagSet.substring(0, slash)) + "/environments/"
                + encoded(flagSet.substring(slash + 1)) + "/flags/" + encoded(flag);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return endpoint.send(request, patience);
            } catch (IOException unanswered) {
                last = unanswered;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new ManagementException.Unreachable("Interrupted while waiting for an answer", interrupted);
            }
        }
        throw new ManagementException.Unreachable(
                "No answer from " + endpoint.base() + "; look at the flag's history before trying again",
                last == null ? new IOException("no attempt was made") : last);
    }

    private boolean hasReached(Position position) {
        LedgerState state = source.state();
        return state != null
                && state.position().sharesEpochWith(position)
                && state.position().revision() >= position.revision();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
