package dev.belay.server.replica;

import dev.belay.client.http.Endpoint;
import dev.belay.server.access.KeyList;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the upstream by which keys it recognises readers of a flag set.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class UpstreamKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Endpoint endpoint;
    private String tag = "";

    UpstreamKeys(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The list, if it is another than the one before.
     *
     * @throws IOException if the upstream does not answer with one
     */
    Optional<KeyList> fetchChanged() throws IOException, InterruptedException {
        HttpRequest.Builder request = endpoint.request("/sdk/v1/keys");
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        HttpResponse<byte[]> answer = endpoint.send(request.build(), PATIENCE);
        if (answer.statusCode() == 304) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new IOException("The upstream answers with status " + answer.statusCode() + " when asked for keys"
                    + UpstreamProblem.detail(answer).map(why -> ": " + why).orElse(""));
        }
        KeyList list = read(answer.body());
        tag = answer.headers().firstValue("ETag").orElse("");
        return Optional.of(list);
    }

    private static KeyList read(byte[] body) throws IOException {
        try {
            return KeyList.read(body);
        } catch (RuntimeException unreadable) {
            throw new IOException("The upstream's list of keys cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
