package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.Position;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.SqliteStore;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replica does while its upstream is away, and when it is back. */
class ReplicaAwayTest {

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    private RunningServer server;
    private Administrator ada;
    private String key;
    private String replicaKey;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, Ports.free());
        port = server.port();
        ada = new Administrator(server);
        server.create("shop.banner", "on");
        key = ada.makeKey("shop", "server");
        replicaKey = ada.makeKey("west", "replica");
    }

    @AfterEach
    void stop() {
        ada.close();
        server.close();
    }

    private RunningReplica replica(int at, Optional<Duration> mostAge) throws IOException {
        return RunningReplica.start(server.address(), at, replicaKey, Optional.of(copies), mostAge);
    }

    private static Watched shop(RunningReplica replica, String key) {
        return new Watched(replica.address(), key, Settings.DEFAULT);
    }

    @Test
    void servesAndSaysThatItIsCutOffUntilItIsNoLonger() throws IOException {
        try (RunningReplica replica = replica(0, Optional.empty()).awaitReady();
                Watched shop = shop(replica, key)) {
            shop.await(Status.State.READY);

            server.close();

            shop.await(Status.State.STALE);
            assertThat(shop.isActive("shop.banner")).isTrue();
            HttpResponse<String> ready = replica.get("/health/ready", "");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(warning(ready)).contains("default/production", "seconds ago");
            assertThat(replica.get("/metrics", "").body())
                    .contains("belay_replica_age_seconds{flag_set=\"default/production\"}");
            try (Watched late = shop(replica, key)) {
                late.await(Status.State.STALE);
                assertThat(late.isActive("shop.banner")).isTrue();
            }

            server = RunningServer.start(folder, port);

            shop.await(Status.State.READY);
            shop.await(server.command("shop.banner", "disable"));
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(replica.get("/health/ready", "").body()).doesNotContain("warnings");
        }
    }

    private static String warning(HttpResponse<String> ready) {
        JsonNode warnings = Administrator.tree(ready.body()).path("warnings");
        assertThat(warnings).hasSize(1);
        return warnings.path(0).path("detail").textValue();
    }

    @Test
    void startsFromItsCopyOnDiskAndGoesOnWhereApplicationsAre() throws Exception {
        Position last;
        int at = Ports.free();
        try (RunningReplica replica = replica(at, Optional.empty()).awaitReady();
                Watched shop = shop(replica, key)) {
            last = server.command("shop.banner", "disable");
            shop.await(last);
        }
        server.close();

        try (RunningReplica replica = replica(at, Optional.empty()).awaitReady();
                Watched shop = shop(replica, key);
                StreamLines lines = new StreamLines(replica.address(), key, Optional.of(last.toString()))) {
            shop.await(last);
            shop.await(Status.State.STALE);
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(lines.until("event: heartbeat")).doesNotContain("event: snapshot");
            assertThat(lines.until("data: ").getLast()).contains("\"age\":\"PT");

            server = RunningServer.start(folder, port);

            Position after = server.command("shop.banner", "enable");
            shop.await(after);
            assertThat(lines.until("id: " + after)).doesNotContain("event: snapshot");
        }
    }

    @Test
    void keepsItsCopyForItsOwnerAlone() throws IOException {
        try (RunningReplica replica = replica(0, Optional.empty()).awaitReady()) {
            Awaited.until(() -> files().size() == 2);
            assertThat(replica.port()).isPositive();
            for (Path file : files()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(Files.readString(file)).doesNotContain(key, replicaKey);
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(copies)) {
            return all.filter(file -> !file.toString().endsWith(".tmp")).toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void isNotReadyWhenItsCopyIsOlderThanAllowed() throws IOException {
        try (RunningReplica replica =
                replica(0, Optional.of(Duration.ofMillis(500))).awaitReady()) {
            server.close();

            Awaited.until(() -> replica.get("/health/ready", "").statusCode() == 503);
            assertThat(replica.get("/health/ready", "").body()).contains("upstream", "default/production");
            assertThat(replica.get("/sdk/v1/snapshot", key).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void refusesNobodyForGoodBeforeItKnowsTheKeys() throws IOException {
        server.close();
        try (RunningReplica replica = replica(0, Optional.empty())) {
            HttpResponse<String> early = replica.get("/sdk/v1/snapshot", key);
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("retry-after")).isPresent();
            assertThat(replica.get("/health/ready", "").statusCode()).isEqualTo(503);

            server = RunningServer.start(folder, port);

            assertThat(replica.awaitReady().get("/sdk/v1/snapshot", key).statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void followsIntoAnotherLineOfHistory(@TempDir Path restored) throws IOException {
        try (RunningReplica replica = replica(0, Optional.empty()).awaitReady();
                Watched shop = shop(replica, key)) {
            Position before = server.command("shop.banner", "disable");
            shop.await(before);
            server.close();
            Files.copy(folder.resolve(OperationsDatabase.FILE), restored.resolve(OperationsDatabase.FILE));
            SqliteStore.open(
                            restored.resolve(SqliteStore.FILE),
                            InstantSource.system(),
                            () -> UUID.randomUUID().toString())
                    .close();

            server = RunningServer.start(restored, port);

            Position after = server.create("shop.banner", "on");
            assertThat(after.sharesEpochWith(before)).isFalse();
            shop.await(after);
            assertThat(shop.isActive("shop.banner")).isTrue();
            assertThat(shop.belay.toggle("shop.banner").version()).isEqualTo(1);
        }
    }
}
