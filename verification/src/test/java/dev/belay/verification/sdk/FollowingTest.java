package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application sees of a real server's flag set. */
class FollowingTest {

    @TempDir
    Path folder;

    private RunningServer server;
    private String key;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, Ports.free());
        server.create("shop.banner", "on");
        server.create("shop.search", "on");
        key = server.newKey("server");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void seesAChangeMadeOverHttp() {
        try (Watched shop = Watched.ready(server, key)) {
            assertThat(shop.isActive("shop.banner")).isTrue();

            Position after = server.command("shop.banner", "disable");

            shop.await(after);
            assertThat(shop.isActive("shop.banner")).isFalse();
            assertThat(shop.belay.toggle("shop.banner").version()).isEqualTo(2);
        }
    }

    @Test
    void seesARollbackOfTheWholeEnvironmentAsOneStep() throws InterruptedException {
        try (Watched shop = Watched.ready(server, key)) {
            Position good = server.head();
            server.command("shop.banner", "disable");
            server.command("shop.search", "disable");
            shop.await(server.create("shop.new", "on"));
            BlockingQueue<Position> steps = new LinkedBlockingQueue<>();
            shop.belay.onChange(change -> steps.add(change.position()));

            Position after = server.rollBackTo(good);

            shop.await(after);
            assertThat(shop.isActive("shop.banner")).isTrue();
            assertThat(shop.isActive("shop.search")).isTrue();
            assertThat(shop.belay.toggle("shop.new").version()).isZero();
            for (int flag = 0; flag < 3; flag++) {
                assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(after);
            }
        }
    }

    @Test
    void goesOnWhenTheServerIsRestarted() throws IOException {
        int port = server.port();
        try (Watched shop = Watched.ready(server, key)) {
            server.close();
            shop.await(Status.State.STALE);
            assertThat(shop.isActive("shop.banner")).isTrue();

            server = RunningServer.start(folder, port);

            shop.await(Status.State.READY);
            Position after = server.command("shop.banner", "disable");
            shop.await(after);
            assertThat(shop.isActive("shop.banner")).isFalse();
        }
    }

    @Test
    void startsFromTheCacheWhenTheServerIsAway(@TempDir Path cache) {
        Settings settings = Settings.DEFAULT.withCacheDirectory(cache);
        Position last = server.head();
        try (Watched shop = new Watched(server.address(), key, settings)) {
            shop.await(Status.State.READY);
        }
        server.close();

        try (Watched shop = new Watched(server.address(), key, settings)) {
            assertThat(shop.belay.awaitReady(Watched.PATIENCE)).isTrue();

            assertThat(shop.isActive("shop.banner")).isTrue();
            assertThat(shop.belay.status().state()).isEqualTo(Status.State.STALE);
            assertThat(shop.belay.status().position()).contains(last);
        }
    }

    @Test
    void isToldThatItsKeyIsNotAccepted() {
        try (Watched stranger = new Watched(server.address(), "belay_server_nobody", Settings.DEFAULT);
                Watched browser = new Watched(server.address(), server.newKey("client"), Settings.DEFAULT)) {
            stranger.await(Status.State.FATAL);
            browser.await(Status.State.FATAL);
            assertThat(stranger.isActive("shop.banner")).isFalse();
        }
    }

    @Test
    void confirmsWhatItHasApplied() {
        Settings settings = Settings.DEFAULT.withApplication("shop", "2.4.1");
        try (Watched shop = new Watched(server.address(), key, settings)) {
            shop.await(Status.State.READY);
            Position after = server.command("shop.banner", "disable");
            shop.await(after);

            Awaited.until(() -> instances().contains(after.toString()));
            assertThat(instances()).contains("shop", "2.4.1");
        }
    }

    private String instances() {
        return Value.of(server.get("/instances")).toString();
    }

    @Test
    void endsWhereTheServerIsAfterAnySequenceOfChanges() {
        Random random = new Random(20_261_121);
        try (Watched shop = Watched.ready(server, key)) {
            Set<Position> known = new HashSet<>(Set.of(server.head()));
            for (int step = 0; step < 150; step++) {
                known.add(anyChange(random, known));
            }

            shop.await(server.head());
            Value.ListValue flags = (Value.ListValue) server.get("/flags").get("flags");
            assertThat(shop.belay.evaluateAll(dev.belay.core.EvaluationContext.empty()))
                    .hasSameSizeAs(flags.items());
            flags.items().forEach(flag -> assertSameVersion(shop, ((Value.StructureValue) flag)));
            assertThat(shop.belay.status().isReady()).isTrue();
        }
    }

    private Position anyChange(Random random, Set<Position> known) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return server.rollBackTo(known.stream()
                    .sorted(java.util.Comparator.comparingLong(Position::revision))
                    .skip(random.nextInt(known.size()))
                    .findFirst()
                    .orElseThrow());
        }
        if (dice < 4) {
            return server.create("flag-" + random.nextInt(1_000_000), dice == 1 ? "on" : "off");
        }
        if (dice < 6) {
            return server.change("""
                    {"op": "disable", "key": "shop.banner"}, {"op": "%s", "key": "shop.search"}""".formatted(dice == 4 ? "enable" : "disable"));
        }
        return server.command(dice < 8 ? "shop.banner" : "shop.search", dice % 2 == 0 ? "enable" : "disable");
    }

    private static void assertSameVersion(Watched shop, Value.StructureValue flag) {
        Value.StructureValue document = (Value.StructureValue) flag.members().get("flag");
        String key = RunningServer.text(document.members(), "key");
        assertThat(Value.of((double) shop.belay.toggle(key).version()))
                .as(key)
                .isEqualTo(flag.members().get("version"));
    }
}
