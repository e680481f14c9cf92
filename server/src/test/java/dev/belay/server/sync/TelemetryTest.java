package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.server.access.KeyKind;
import dev.belay.server.testing.FeatureServer;
import dev.belay.testkit.ManualClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final String REPORT = """
            {"instance": "i-1", "application": "checkout", "version": "2.1", "sdk": "belay-java/0.1",
             "capabilities": ["belay-1"], "applied": "%s", "batches": [], "later": true}
            """;

    private final SyncServer server = SyncServer.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void notesHowFarAnInstanceIs() throws Exception {
        Position first = server.put(10, "a");
        int status = report(REPORT.formatted(first)).statusCode();
        String at = instances();
        server.put(10, "b");
        String behind = instances();
        report(REPORT.formatted("elsewhere:1"));
        String diverged = instances();

        assertThat(status).isEqualTo(202);
        assertThat(at)
                .contains("\"application\":\"checkout\"")
                .contains("\"applied\":\"" + first + "\"")
                .contains("\"state\":\"at\"");
        assertThat(behind).contains("\"state\":\"behind\"").contains("\"head\":\"" + first.next() + "\"");
        assertThat(diverged).contains("\"state\":\"diverged\"");
    }

    @Test
    void keepsOnlyTheNewestReportOfAnInstance() throws Exception {
        Position first = server.put(10, "a");
        Position second = server.put(10, "b");
        report(REPORT.formatted(first));
        report(REPORT.formatted(second));

        assertThat(instances()).contains(second.toString()).doesNotContain(first.toString());
        assertThat(server.metrics().get("belay.propagation").timer().count()).isEqualTo(1);
    }

    @Test
    void tellsWhatAnInstanceLacksForTheFlagsThatThereAre() throws Exception {
        Position first = server.put(10, "a");
        report(REPORT.formatted(first));
        report("{\"instance\": \"silent\", \"applied\": \"%s\"}".formatted(first));

        assertThat(instances()).containsOnlyOnce("\"lacks\":[\"algorithm:belay-1\"]");
    }

    @Test
    void refusesAReportThatIsNotOne() throws Exception {
        HttpResponse<String> answer = report("{\"applied\": 7}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/instance").contains("/applied").contains("epoch:revision");
    }

    @Test
    void forgetsInstancesThatWereSilentForLong() {
        ManualClock clock = ManualClock.standing();
        InstanceRegistry registry = new InstanceRegistry(clock);
        registry.report(SyncServer.FLAGS, instance("silent", clock.instant()));
        clock.advance(Duration.ofMinutes(40));
        registry.report(SyncServer.FLAGS, instance("lively", clock.instant()));
        clock.advance(Duration.ofMinutes(40));

        assertThat(registry.instances(SyncServer.FLAGS))
                .extracting(Instance::instance)
                .containsExactly("lively");
    }

    @Test
    void remembersABoundedNumberOfInstances() {
        InstanceRegistry registry = new InstanceRegistry(ManualClock.standing());
        for (int each = 0; each < InstanceRegistry.MOST_INSTANCES + 5; each++) {
            registry.report(
                    SyncServer.FLAGS,
                    instance("i-" + each, ManualClock.standing().instant()));
        }

        assertThat(registry.instances(SyncServer.FLAGS)).hasSize(InstanceRegistry.MOST_INSTANCES);
    }

    private static Instance instance(String id, Instant seen) {
        return new Instance(id, "", "", "", Set.of(), Optional.empty(), seen);
    }

    private String instances() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        server.at("/api/v1/projects/shop/environments/production/instances"))
                .header("Authorization", "Bearer " + FeatureServer.TOKEN)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> report(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at("/sdk/v1/telemetry"))
                .header("Authorization", "Bearer " + server.key(KeyKind.SERVER))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
