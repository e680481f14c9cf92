package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replica answers about positions that it has not seen, because it was started later. */
class ReplicaPastTest {

    private static final String FLAG = "/ofrep/v1/evaluate/flags/shop.banner";
    private static final String CONTEXT = "{\"context\": {\"targetingKey\": \"user-1\"}}";
    private static final String AT = "/sdk/v1/snapshot?at=";

    @TempDir
    Path folder;

    private RunningServer server;
    private Administrator ada;
    private String key;
    private String replicaKey;

    /** The flag is on there, and off since. */
    private Position earlier;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, Ports.free());
        ada = new Administrator(server);
        key = ada.makeKey("shop", "server");
        replicaKey = ada.makeKey("west", "replica");
        earlier = server.create("shop.banner", "on");
        server.command("shop.banner", "disable");
    }

    @AfterEach
    void stop() {
        ada.close();
        server.close();
    }

    private RunningReplica replica() throws IOException {
        return RunningReplica.trustingPins(server.address(), replicaKey);
    }

    private HttpResponse<String> pinned(RunningReplica replica, Position pin) {
        return replica.send("POST", FLAG, key, CONTEXT, "baggage", "belay=default/production@" + pin);
    }

    /** The answer by the state at the pin; the newest answers while that takes longer than a request waits. */
    private String held(RunningReplica replica, Position pin) {
        AtomicReference<String> body = new AtomicReference<>("");
        Awaited.until(() -> {
            body.set(pinned(replica, pin).body());
            return body.get().contains("\"belay.pin\":\"held\"");
        });
        return body.get();
    }

    private static String location(HttpResponse<String> redirection) {
        return redirection.headers().firstValue("location").orElseThrow();
    }

    @Test
    void leadsToTheVerySnapshotOfTheServer() throws IOException {
        try (RunningReplica replica = replica()) {
            String named = location(replica.get(AT + earlier, key));

            assertThat(named).isEqualTo(location(ada.get(AT + earlier, key)));
            assertThat(replica.get(named, key).body())
                    .isEqualTo(ada.get(named, key).body());
        }
    }

    @Test
    void evaluatesAtThePosition() throws IOException {
        try (RunningReplica replica = replica()) {
            assertThat(held(replica, earlier)).contains("\"value\":true", "\"belay.position\":\"" + earlier + "\"");
            assertThat(replica.send("POST", FLAG, key, CONTEXT).body()).contains("\"value\":false");
        }
    }

    @Test
    void hasTheMembersOfThatTime() throws IOException {
        server.change("{\"op\": \"put-segment\", \"segment\": {\"key\": \"customers\"}}");
        Position uploaded = server.upload(
                "customers",
                IntStream.range(0, 20_000).mapToObj(each -> "c-" + each).collect(Collectors.joining("\n")));
        server.upload("customers", "nobody-else");
        try (RunningReplica replica = replica()) {
            String snapshot =
                    replica.get(location(replica.get(AT + uploaded, key)), key).body();
            JsonNode chunks = Administrator.tree(snapshot).findPath("chunks");

            assertThat(chunks).isNotEmpty();
            for (JsonNode chunk : chunks) {
                HttpResponse<String> members = replica.get("/sdk/v1/chunks/" + chunk.textValue(), key);
                assertThat(members.statusCode()).isEqualTo(200);
                assertThat(members.body())
                        .isEqualTo(ada.get("/sdk/v1/chunks/" + chunk.textValue(), key)
                                .body());
            }
        }
    }

    @Test
    void asksThroughEveryLevelOfATree() throws IOException {
        try (RunningReplica middle = replica();
                RunningReplica leaf = RunningReplica.trustingPins(middle.address(), replicaKey)) {
            assertThat(held(leaf, earlier)).contains("\"value\":true");

            server.close();

            assertThat(location(middle.get(AT + earlier, key))).isEqualTo(location(leaf.get(AT + earlier, key)));
        }
    }

    @Test
    void saysThatTheUpstreamIsAwayAndGoesOnEvaluating() throws IOException {
        Position another = server.create("shop.offer", "on");
        server.command("shop.offer", "disable");
        int port = server.port();
        try (RunningReplica replica = replica()) {
            assertThat(replica.get(AT + earlier, key).statusCode()).isEqualTo(302);

            server.close();

            HttpResponse<String> refused = replica.get(AT + another, key);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(refused.body()).contains("urn:belay:problem:store-unavailable", "its upstream");
            assertThat(replica.get(AT + earlier, key).statusCode()).isEqualTo(302);
            assertThat(pinned(replica, another).body()).contains("\"value\":false", "\"belay.pin\":\"unreachable\"");

            server = RunningServer.start(folder, port);

            assertThat(replica.get(AT + another, key).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void answersSoonWhileTheUpstreamIsSilent() throws IOException {
        try (Proxy network = Proxy.to(server.port());
                RunningReplica replica = RunningReplica.trustingPins(network.address(), replicaKey)) {
            network.hold("/sdk/v1/snapshot?at=");

            assertThat(pinned(replica, earlier).body()).contains("\"value\":false", "\"belay.pin\":\"unreachable\"");

            network.letGo();

            assertThat(held(replica, earlier)).contains("\"value\":true");
        }
    }

    @Test
    void saysThatAPositionIsCompactedAndWhichIsTheOldest() throws IOException {
        Position oldest = server.create("shop.offer", "on");
        Position newest = server.command("shop.offer", "disable");
        int port = server.port();
        server.close();
        try (LedgerStore store = SqliteStore.open(
                folder.resolve(SqliteStore.FILE),
                InstantSource.system(),
                () -> UUID.randomUUID().toString())) {
            store.compact(LedgerId.parse("default/production"), oldest.revision());
        }
        server = RunningServer.start(folder, port);
        try (RunningReplica replica = replica()) {
            JsonNode problem = Administrator.tree(replica.get(AT + earlier, key).body());

            assertThat(problem.path("status").intValue()).isEqualTo(410);
            assertThat(problem.path("type").textValue()).isEqualTo("urn:belay:problem:revision-compacted");
            assertThat(problem.path("oldest").longValue()).isEqualTo(oldest.revision());
            assertThat(problem.path("newest").longValue()).isEqualTo(newest.revision());
            assertThat(pinned(replica, earlier).body()).contains("\"belay.pin\":\"not-kept\"");
            assertThat(replica.get(AT + oldest, key).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void isNoWayAroundWhatAKeyMaySee() throws IOException {
        String browser = ada.makeKey("web", "client");
        try (RunningReplica replica = replica()) {
            Awaited.until(() -> replica.send("POST", FLAG, browser, CONTEXT).statusCode() != 401);

            assertThat(replica.get(AT + earlier, browser).statusCode()).isEqualTo(403);
            assertThat(replica.send("POST", FLAG, browser, CONTEXT, "baggage", "belay=default/production@" + earlier)
                            .body())
                    .doesNotContain("belay.pin");
            assertThat(replica.get(AT + "elsewhere:1", key).statusCode()).isEqualTo(404);
            assertThat(replica.get(AT + server.head().next(), key).statusCode()).isEqualTo(404);
        }
    }
}
