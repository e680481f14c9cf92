package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica whose upstream is a replica. */
class ReplicaTreeTest {

    @TempDir
    Path folder;

    private RunningServer server;
    private Administrator ada;
    private RunningReplica middle;
    private RunningReplica leaf;
    private String key;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, Ports.free());
        ada = new Administrator(server);
        server.create("shop.banner", "on");
        key = ada.makeKey("shop", "server");
        String replicaKey = ada.makeKey("tree", "replica");
        middle = RunningReplica.of(server.address(), replicaKey);
        leaf = RunningReplica.of(middle.address(), replicaKey);
    }

    @AfterEach
    void stop() {
        leaf.close();
        middle.close();
        ada.close();
        server.close();
    }

    @Test
    void passesOnAtEveryLevelThatAllAreToFetchASnapshot() throws Exception {
        try (StreamLines stream = new StreamLines(leaf.address(), key, Optional.empty())) {
            stream.until("event: snapshot");

            server.resync();

            assertThat(stream.until("event: snapshot")).last().isEqualTo("event: snapshot");
        }
    }

    @Test
    void passesOnAtEveryLevelThatOneIsToFetchASnapshot() throws Exception {
        String lookingOn = ada.makeKey("looking-on", "replica");
        Awaited.until(() -> leaf.get("/sdk/v1/snapshot", lookingOn).statusCode() == 302);
        try (Watched shop = new Watched(leaf.address(), key, Settings.DEFAULT.withApplication("shop", "1"));
                StreamLines replica = new StreamLines(leaf.address(), lookingOn, Optional.empty())) {
            shop.await(Status.State.READY);
            replica.until("event: heartbeat");
            Awaited.until(() -> idOf("shop").isPresent());
            String id = idOf("shop").orElseThrow();

            server.resync(id);

            assertThat(replica.until("event: resync")).last().isEqualTo("event: resync");
            assertThat(replica.until("data: ").getLast()).contains(id);
        }
    }

    /** The identity of the connected instance of an application, as the server knows it. */
    private Optional<String> idOf(String application) {
        return ((Value.ListValue) server.get("/instances").get("instances"))
                .items().stream()
                        .map(each -> ((Value.StructureValue) each).members())
                        .filter(each -> each.get("application").equals(Value.of(application))
                                && each.get("connected").equals(Value.of(true)))
                        .map(each -> RunningServer.text(each, "instance"))
                        .findFirst();
    }

    @Test
    void passesEverythingOnAtEveryLevel() throws Exception {
        try (Watched shop = new Watched(leaf.address(), key, Settings.DEFAULT)) {
            shop.await(Status.State.READY);
            Position good = server.head();
            shop.await(server.change(IntStream.range(0, 50)
                    .mapToObj(
                            each -> "{\"op\": \"put\", \"flag\": " + RunningServer.document("flag-" + each, "on") + "}")
                    .collect(Collectors.joining(","))));
            server.change("{\"op\": \"put-segment\", \"segment\": {\"key\": \"all\"}}");
            Position last = server.upload(
                    "all",
                    IntStream.range(0, 15_000).mapToObj(each -> "c-" + each).collect(Collectors.joining("\n")));
            // No flag uses the segment, so that the application hears of no change.
            Awaited.until(() -> shop.belay.status().position().equals(Optional.of(last)));
            try (StreamLines lines = new StreamLines(leaf.address(), key, Optional.of(good.toString()))) {
                lines.until("id: " + last);

                Position back = server.rollBackTo(good);

                assertThat(lines.until("id: " + back)).contains("event: restore");
                shop.await(back);
                assertThat(shop.belay.evaluateAll(EvaluationContext.empty())).hasSize(1);
                assertThat(shop.belay.status().isReady()).isTrue();
            }
        }
    }

    @Test
    void recognisesKeysAtEveryLevel() throws Exception {
        String another = ada.makeKey("another", "server");
        Awaited.until(() -> leaf.get("/sdk/v1/snapshot", another).statusCode() == 302);
        try (StreamLines lines = new StreamLines(leaf.address(), another, Optional.empty())) {
            ada.revokeKey("another");

            assertThat(lines.until(StreamLines.END)).endsWith(StreamLines.END);
        }
    }

    @Test
    void saysAtEveryLevelThatTheServerIsAway() throws IOException {
        int port = server.port();
        try (Watched shop = new Watched(leaf.address(), key, Settings.DEFAULT)) {
            shop.await(Status.State.READY);

            server.close();

            shop.await(Status.State.STALE);
            assertThat(shop.belay.status().age()).isPresent();
            assertThat(leaf.get("/health/ready", "").body()).contains("warnings");

            server = RunningServer.start(folder, port);

            shop.await(Status.State.READY);
            shop.await(server.command("shop.banner", "disable"));
        }
    }
}
