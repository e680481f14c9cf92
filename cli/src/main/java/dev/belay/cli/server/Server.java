package dev.belay.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A Belay server, by its HTTP API. A write carries an idempotency key, so that it is safe to send it again when the
 * connection breaks before the answer is there.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Server implements AutoCloseable {
    private static final String TYPE = "application/json";

    /** What a gateway answers when the server behind it does not. */
    private static final Set<Integer> GATEWAYS = Set.of(502, 503, 504);

    private final ServerSettings settings;
    private final Supplier<String> idempotencyKeys;
    private final Exchange exchange;

    /**
     * Talks to the server of the settings; the first request connects.
     *
     * @param waiting         is told when an answer takes long
     * @param idempotencyKeys makes a text that nobody has used before
     */
    public Server(ServerSettings settings, Waiting waiting, Supplier<String> idempotencyKeys) {
        this.settings = settings;
        this.idempotencyKeys = idempotencyKeys;
        this.exchange = new Exchange(settings, waiting);
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws RefusedException     if the server refused
     * @throws UnreachableException if no usable answer came in time
     */
    public Answer send(Request request) {
        HttpResponse<byte[]> response = exchange.run(httpRequest(request), request.effect());
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 == 2) {
            HttpHeaders headers = response.headers();
            return new Answer(
                    text, granted(response, text), headers.firstValue("ETag"), headers.firstValue("Belay-Behaviour"));
        }
        throw refused(response, text, request.effect());
    }

    /** Ends the connection. */
    @Override
    public void close() {
        exchange.close();
    }

    private HttpRequest httpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(settings.base() + request.address().text()))
                .timeout(settings.timeout())
                .header("Accept", TYPE)
                .header("User-Agent", "belay-cli");
        settings.credential().ifPresent(known -> builder.header("Authorization", "Bearer " + known.token()));
        request.headers().forEach(builder::header);
        if (request.effect().isDoneOnce()) {
            builder.header("Idempotency-Key", idempotencyKeys.get());
        }
        request.payload().ifPresent(payload -> builder.header("Content-Type", payload.type()));
        return builder.method(
                        request.method(),
                        request.payload()
                                .map(payload -> BodyPublishers.ofByteArray(payload.bytes()))
                                .orElseGet(BodyPublishers::noBody))
                .build();
    }

    private JsonNode granted(HttpResponse<byte[]> response, String text) {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException cause) {
            throw new UnreachableException(notBelay(response), cause);
        }
    }

    private RuntimeException refused(HttpResponse<byte[]> response, String text, Request.Effect effect) {
        try {
            JsonNode body = Json.read(text);
            Problem problem = new Problem(response.statusCode(), body, text);
            if (body.isObject() && (problem.isBelays() || !isGateways(response))) {
                return new RefusedException(problem, effect);
            }
        } catch (JsonProcessingException cause) {
            return isGateways(response)
                    ? gateway(response, effect)
                    : new UnreachableException(notBelay(response), cause);
        }
        return isGateways(response) ? gateway(response, effect) : new UnreachableException(notBelay(response));
    }

    private static boolean isGateways(HttpResponse<byte[]> response) {
        return GATEWAYS.contains(response.statusCode());
    }

    private UnreachableException gateway(HttpResponse<byte[]> response, Request.Effect effect) {
        return new UnreachableException(
                "A gateway in front of " + settings.base() + " answered " + response.statusCode() + " with "
                        + type(response) + ": the Belay server behind it cannot be reached now."
                        + Exchange.uncertainty(effect),
                "Try again shortly" + (effect == Request.Effect.NONE ? "" : ", once you have looked")
                        + "; if that does not help, look whether the server runs and the gateway knows where.");
    }

    private static String type(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("no content type");
    }

    private String notBelay(HttpResponse<byte[]> response) {
        return settings.base() + " answered " + response.statusCode() + " with " + type(response)
                + ", which is not what a Belay server answers; check the address given by --url or BELAY_URL";
    }
}
