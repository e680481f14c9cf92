package dev.belay.events;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of a webhook sink, whatever the web server is: verifies the signature, and hands the event to a
 * {@link ChangeReceiver}.
 *
 * <pre>{@code
 * server.createContext("/belay", exchange -> {
 *     int status = receiver.receive(
 *             exchange.getRequestHeaders()::getFirst, exchange.getRequestBody().readAllBytes());
 *     exchange.sendResponseHeaders(status, -1);
 *     exchange.close();
 * });
 * }</pre>
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; events are dealt with one at a time.
 */
public final class WebhookReceiver {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.events");
    private static final int RECEIVED = 204;
    private static final int NOT_UNDERSTOOD = 400;
    private static final int NOT_GENUINE = 401;
    private static final int FAILED = 500;

    private final WebhookVerifier verifier;
    private final ChangeReceiver receiver;

    /** Hands on what the verifier accepts. */
    public WebhookReceiver(WebhookVerifier verifier, ChangeReceiver receiver) {
        this.verifier = verifier;
        this.receiver = receiver;
    }

    /**
     * Receives one request.
     *
     * @param headers finds the first value of a header by its name in lower case, or null
     * @return the status to answer: 204 if the event was dealt with, now or before; 401 if its signature does not hold,
     *     400 if it is not understood, 500 if the listener failed, so that it is sent again
     */
    public int receive(Function<String, @Nullable String> headers, byte[] body) {
        String id = headers.apply("webhook-id");
        String timestamp = headers.apply("webhook-timestamp");
        String signature = headers.apply("webhook-signature");
        if (id == null || timestamp == null || signature == null || !verifier.verify(id, timestamp, signature, body)) {
            return NOT_GENUINE;
        }
        return handOver(body);
    }

    private int handOver(byte[] body) {
        try {
            receiver.receive(body);
            return RECEIVED;
        } catch (InvalidEventException notUnderstood) {
            LOGGER.log(System.Logger.Level.WARNING, notUnderstood.getMessage());
            return NOT_UNDERSTOOD;
        } catch (RuntimeException failure) {
            LOGGER.log(System.Logger.Level.WARNING, "A change could not be dealt with; it will be sent again", failure);
            return FAILED;
        }
    }
}
