package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.server.access.KeyKind;
import dev.belay.server.testing.FeatureServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResyncTest {
    private final SyncServer server = SyncServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void sendsASnapshotToOneInstanceAndGoesOn() throws Exception {
        Position head = server.put(10, "a");
        try (StreamReader one = stream("i-1");
                StreamReader other = stream("i-2")) {
            one.next();
            other.next();
            HttpResponse<String> asked = ask("{\"instance\": \"i-1\"}");
            StreamEvent again = one.next();
            Position after = server.put(10, "b");

            assertThat(asked.statusCode()).isEqualTo(202);
            assertThat(asked.body()).isEqualTo("{\"streams\":1}");
            assertThat(again.is("snapshot")).isTrue();
            assertThat(again.text("position")).isEqualTo(head.toString());
            assertThat(StreamTest.names(one.frame())).containsExactly("begin", "put", "commit");
            assertThat(other.next().text("position")).isEqualTo(after.toString());
        }
    }

    @Test
    void sendsASnapshotToAll() throws Exception {
        server.put(10, "a");
        try (StreamReader one = stream("i-1");
                StreamReader nameless = server.stream()) {
            one.next();
            nameless.next();
            HttpResponse<String> asked = ask("");

            assertThat(asked.body()).isEqualTo("{\"streams\":2}");
            assertThat(one.next().is("snapshot")).isTrue();
            assertThat(nameless.next().is("snapshot")).isTrue();
        }
    }

    @Test
    void tellsReplicasWhoIsMeantAndAfterTheSnapshotThatAllAre() throws Exception {
        server.put(10, "a");
        try (StreamReader one = stream("i-1");
                StreamReader replica = StreamReader.of(server.at("/sdk/v1/stream"), server.key(KeyKind.REPLICA), "r")) {
            replica.next();
            one.next();
            ask("{\"instance\": \"i-1\"}");
            StreamEvent named = replica.next();
            ask("");

            assertThat(named.is("resync")).isTrue();
            assertThat(named.text("instance")).isEqualTo("i-1");
            assertThat(replica.next().is("snapshot")).isTrue();
            assertThat(replica.next().is("resync")).isTrue();
            assertThat(one.next().is("snapshot")).isTrue();
            assertThat(one.next().is("snapshot")).isTrue();
        }
    }

    @Test
    void refusesAnInstanceThatHasNoStream() throws Exception {
        HttpResponse<String> asked = ask("{\"instance\": \"nobody\"}");

        assertThat(asked.statusCode()).isEqualTo(404);
        assertThat(asked.body()).contains("instance-not-connected").contains("'nobody'");
    }

    private StreamReader stream(String instance) {
        return StreamReader.of(server.at("/sdk/v1/stream"), server.key(KeyKind.SERVER), instance);
    }

    private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        server.at("/api/v1/projects/shop/environments/production/instances/resync"))
                .header("Authorization", "Bearer " + FeatureServer.TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
