package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.source.Known;
import dev.belay.client.stream.Step;
import dev.belay.core.Position;
import dev.belay.json.Json;
import dev.belay.json.flag.FlagFormat;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.server.access.KeyKind;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.past.StoredStates;
import dev.belay.server.sync.Freshness;
import dev.belay.server.sync.Resyncs;
import dev.belay.server.sync.SyncFeature;
import dev.belay.server.testing.FeatureServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers are told when the upstream has another state at the same position, because its storage was put back. */
class AnotherStateTest {

    private static final Position HERE = new Position("e1", 7);

    private final LedgerState one = state("one");
    private final LedgerState other = state("other");
    private final ReplicaStore store = new ReplicaStore(URI.create("http://upstream.example"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final FeatureServer server;
    private final String key;

    AnotherStateTest() {
        apply(one);
        server = FeatureServer.start(
                store,
                parts -> List.of(new SyncFeature(new SyncFeature.Parts(
                        parts.store(),
                        new StoredStates(parts.store()),
                        parts.access(),
                        parts.credentials(),
                        parts.flagSets(),
                        parts.vertx(),
                        parts.clock(),
                        parts.metrics(),
                        new Fleet(parts.store(), parts.clock()),
                        Duration.ofHours(1),
                        Freshness.NEWEST,
                        Resyncs.here()))));
        key = server.key(KeyKind.SERVER);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    private static LedgerState state(String flag) {
        Document document = Document.of(FlagFormat.write(FlagFormat.read(Json.read("""
                {"key": "%s", "type": "boolean", "enabled": true, "variants": [{"name": "on", "value": true}]}
                """.formatted(flag)))));
        return LedgerState.of(
                HERE,
                Instant.parse("2026-01-02T03:04:05Z"),
                List.of(SubjectState.live(Subject.flag(flag), 1, document)));
    }

    private void apply(LedgerState state) {
        Known known = new Known(FeatureServer.FLAGS.text(), state, new Position("e1", 0));
        store.apply(FeatureServer.FLAGS, new Step(known, List.of(), true, Optional.empty()));
    }

    @Test
    void comesWithTheChecksumAtOnceAndWithItsOwnSnapshot() throws Exception {
        Iterator<String> stream = stream();
        String first = after(stream, "event: snapshot");
        assertThat(after(stream, "event: heartbeat")).contains(one.checksum().hex());

        apply(other);

        assertThat(after(stream, "event: heartbeat")).contains(other.checksum().hex());
        String location = send("/sdk/v1/snapshot", HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("location")
                .orElseThrow();
        assertThat(first).doesNotContain(location);
        assertThat(send(location, HttpResponse.BodyHandlers.ofString()).body()).contains("\"other\"");
        assertThat(after(stream(), "event: snapshot")).contains(location);
    }

    private Iterator<String> stream() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = send("/sdk/v1/stream", HttpResponse.BodyHandlers.ofLines());
        return answer.body().iterator();
    }

    /** The data of the next event of this kind. */
    private static String after(Iterator<String> stream, String event) {
        while (!stream.next().equals(event)) {
            // Others go by.
        }
        return stream.next();
    }

    private <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.at(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .build();
        return http.send(request, handler);
    }
}
