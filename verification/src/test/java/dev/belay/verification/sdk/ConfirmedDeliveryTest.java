package dev.belay.verification.sdk;

import static dev.belay.verification.server.Answers.count;
import static dev.belay.verification.server.Answers.items;
import static dev.belay.verification.server.Answers.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server knows of how far real SDKs are. */
class ConfirmedDeliveryTest {

    @TempDir
    Path folder;

    private RunningServer server;
    private Proxy proxy;
    private String key;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, 0);
        server.create("shop.banner", "on");
        key = server.newKey("server");
        proxy = Proxy.to(server.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void tellsHowLongAChangeTookToAllWhoFollow() {
        try (Watched one = ready();
                Watched other = ready()) {
            awaitConfirmed(server.head());
            Position after = server.command("shop.banner", "disable");
            Map<String, Value> answer = awaitConfirmed(after);
            Map<String, Value> revision = members(items(answer, "revisions").getFirst());

            assertThat(one.belay.status().isReady() && other.belay.status().isReady())
                    .isTrue();
            assertThat(revision.get("position")).isEqualTo(Value.of(after.toString()));
            assertThat(revision.get("confirmed")).isEqualTo(Value.of(2.0));
            assertThat(revision.get("outstanding")).isEqualTo(Value.of(0.0));
            assertThat(members(revision.get("took")).get("instances")).isEqualTo(Value.of(2.0));
        }
    }

    @Test
    void showsAnInstanceAsDivergedUntilItHasFetchedASnapshotByItself() {
        try (Watched shop = throughProxy()) {
            awaitConfirmed(server.head());
            proxy.hold("/sdk/v1/snapshot");
            proxy.alterOnce("\"enabled\":false", "\"enabled\":true ");
            Position after = server.command("shop.banner", "disable");
            Map<String, Value> diverged = awaitCount("diverged", 1);
            boolean kept = shop.isActive("shop.banner");
            proxy.letGo();
            awaitConfirmed(after);

            assertThat(kept).as("a frame that is not right is not applied").isTrue();
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(members(items(diverged, "instances").getFirst()).get("state"))
                    .isEqualTo(Value.of("diverged"));
        }
    }

    @Test
    void goesOnAfterItWasAskedToFetchASnapshot() {
        try (Watched shop = ready()) {
            awaitConfirmed(server.head());
            server.resync();
            Position after = server.command("shop.banner", "disable");

            awaitConfirmed(after);
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(shop.belay.toggle("shop.banner").version()).isEqualTo(2);
        }
    }

    @Test
    void forgetsAnInstanceThatIsClosed() {
        ready().close();

        Awaited.until(() -> items(instances(""), "instances").isEmpty());
    }

    @Test
    void countsThoseWhoFollowThroughAReplica() throws IOException {
        try (RunningReplica replica = RunningReplica.of(server.address(), server.newKey("replica"));
                Watched shop = new Watched(replica.address(), key, Settings.DEFAULT)) {
            shop.await(Status.State.READY);
            Position after = server.command("shop.banner", "disable");
            shop.await(after);
            Map<String, Value> answer = awaitCount("at", 2);

            assertThat(items(answer, "instances"))
                    .extracting(each -> members(each).get("applied"))
                    .containsOnly(Value.of(after.toString()));
        }
    }

    @Test
    void showsWhoIsCutOffAndWhatItDidNotGet() {
        try (Watched shop = throughProxy()) {
            awaitConfirmed(server.head());
            proxy.partition(true);
            Position off = server.command("shop.banner", "disable");
            Map<String, Value> during = instances("?position=" + off + "&within=1");
            boolean stillOn = shop.isActive("shop.banner");
            proxy.partition(false);
            shop.await(off);
            shop.await(Status.State.READY);

            assertThat(members(during.get("counts")).get("behind")).isEqualTo(Value.of(1.0));
            assertThat(stillOn)
                    .as("a kill switch does not reach who is cut off")
                    .isTrue();
            assertThat(shop.isActive("shop.banner")).isFalse();
            awaitConfirmed(off);
        }
    }

    private Watched ready() {
        return Watched.ready(server, key);
    }

    private Watched throughProxy() {
        Watched watched = new Watched(proxy.address(), key, Settings.DEFAULT);
        assertThat(watched.belay.awaitReady(Watched.PATIENCE)).isTrue();
        return watched;
    }

    private Map<String, Value> awaitConfirmed(Position position) {
        Awaited.until(() -> !items(instances(""), "instances").isEmpty());
        Map<String, Value> answer = instances("?position=" + position + "&within=20");
        assertThat(count(answer, "behind") + count(answer, "diverged"))
                .as(Value.of(answer).toString())
                .isZero();
        return answer;
    }

    private Map<String, Value> awaitCount(String name, long wanted) {
        AtomicReference<Map<String, Value>> answer = new AtomicReference<>(Map.of());
        Awaited.until(() -> {
            answer.set(instances(""));
            return count(answer.get(), name) == wanted;
        });
        return answer.get();
    }

    private Map<String, Value> instances(String query) {
        return server.get("/instances" + query);
    }
}
