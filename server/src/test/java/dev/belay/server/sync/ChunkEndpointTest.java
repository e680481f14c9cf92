package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.access.KeyKind;
import dev.belay.server.past.StoredStates;
import dev.belay.server.testing.FeatureServer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChunkEndpointTest {

    private final ChunkWorkers workers = new ChunkWorkers(_ -> true, 1, 1);
    private final FeatureServer server = FeatureServer.start(
            FeatureServer.store(),
            parts -> List.of(routes -> routes.eventLoop(
                    HttpMethod.GET,
                    "/chunks/{hash}",
                    new ChunkEndpoint(
                            parts.access(),
                            parts.flagSets().chunks(),
                            new PastSnapshots(new StoredStates(parts.store()), parts.clock()),
                            workers))));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
        workers.close();
    }

    @Test
    void takesNoWorkerForWhatCannotBeAHash() throws Exception {
        workers.close();

        assertThat(get("customers").statusCode()).isEqualTo(404);
        assertThat(get("0".repeat(64)).statusCode()).as("no worker takes it").isEqualTo(503);
    }

    private HttpResponse<String> get(String hash) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at("/chunks/" + hash))
                .header("Authorization", "Bearer " + server.key(KeyKind.SERVER))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
