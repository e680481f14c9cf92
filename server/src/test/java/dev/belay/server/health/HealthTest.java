package dev.belay.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.server.testing.FeatureServer;
import dev.belay.testkit.UnreliableJournal;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final String FLAG = """
            {"key": "a", "type": "boolean", "enabled": true, "variants": [{"name": "on", "value": true}]}
            """;

    private final UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
    private final LedgerStore store = FeatureServer.store(journal);
    private final FeatureServer server = FeatureServer.start(store, parts -> {
        LedgerStore measured = new MeasuredLedgerStore(parts.store(), parts.metrics());
        return List.of(new HealthFeature(() -> Readiness.of(measured.health()), parts.metrics(), Runnable::run));
    });
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void saysThatTheServerLivesAndIsReady() throws Exception {
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void namesWhatKeepsTheServerFromBeingReady() throws Exception {
        server.putFlags(FLAG);
        journal.damage(FeatureServer.FLAGS, 1, HealthTest::withAnotherAction);
        store.verify(FeatureServer.FLAGS, 1, _ -> {});
        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"part\":\"ledger\"")
                .contains("Entry 1 of ledger shop/production is broken");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void publishesWhatIsMeasured() throws Exception {
        server.putFlags(FLAG);
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body())
                .contains("belay_revision{flag_set=\"shop/production\"} 1.0")
                .contains("belay_ledger_entries_total 1.0")
                .contains("belay_rollbacks_total 0.0")
                .contains("belay_write_seconds");
    }

    private static LedgerEntry withAnotherAction(LedgerEntry entry) {
        return new LedgerEntry(
                entry.position(),
                entry.at(),
                entry.actor(),
                entry.onBehalfOf(),
                "nothing.happened",
                entry.reason(),
                entry.changes(),
                entry.links(),
                entry.previous(),
                entry.hash());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
