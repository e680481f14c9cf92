package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.testkit.process.Ports;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application sees of a segment with fifty thousand members, from the upload over HTTP on. */
class LargeSegmentTest {

    private static final int COUNT = 50_000;

    @TempDir
    Path folder;

    private RunningServer server;
    private String key;

    @BeforeEach
    void start() throws IOException {
        server = RunningServer.start(folder, Ports.free());
        server.change("""
                {"op": "put-segment", "segment": {"key": "customers", "excluded": ["customer-3"]}},
                {"op": "put", "flag": {"key": "shop.offer", "type": "boolean", "enabled": true, "offVariant": "off",
                 "variants": [{"name": "on", "value": true}, {"name": "off", "value": false}],
                 "rules": [{"id": "r", "when": {"segment": "customers"}, "serve": {"variant": "on"}}],
                 "otherwise": {"variant": "off"}}}""");
        key = server.newKey("server");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isSeenInOneStepAndTakenBackByARollbackAndKeptByARestart() throws Exception {
        Position without = server.head();
        int port = server.port();
        try (Watched shop = Watched.ready(server, key)) {
            BlockingQueue<Position> steps = new LinkedBlockingQueue<>();
            shop.belay.onChange("shop.offer", change -> steps.add(change.position()));
            assertThat(offers(shop, 0)).isFalse();

            Position uploaded = server.upload("customers", customers(COUNT));

            shop.await(uploaded);
            assertThat(steps.poll(30, TimeUnit.SECONDS)).isEqualTo(uploaded);
            assertThat(steps).isEmpty();
            assertThat(IntStream.range(0, COUNT)
                            .filter(each -> offers(shop, each))
                            .count())
                    .isEqualTo(COUNT - 1);
            assertThat(offers(shop, 3)).as("excluded").isFalse();
            assertThat(offers(shop, COUNT)).isFalse();

            Position edited =
                    server.editMembers("customers", "{\"add\": [\"customer-x\"], \"remove\": [\"customer-7\"]}");
            shop.await(edited);
            assertThat(offers(shop, 7)).isFalse();
            assertThat(offers(shop, 8)).isTrue();

            Position back = server.rollBackTo(without);
            shop.await(back);
            assertThat(offers(shop, 8)).isFalse();

            Position forth = server.rollBackTo(uploaded);
            shop.await(forth);
            assertThat(offers(shop, 7)).isTrue();

            server.close();
            shop.await(Status.State.STALE);
            server = RunningServer.start(folder, port);
            shop.await(Status.State.READY);
            assertThat(offers(shop, 7)).isTrue();
        }
        try (Watched another = Watched.ready(server, key)) {
            assertThat(offers(another, COUNT - 1)).isTrue();
            assertThat(offers(another, COUNT)).isFalse();
        }
    }

    @Test
    void isInTheCacheWhenTheServerIsAway(@TempDir Path cache) {
        Settings settings = Settings.DEFAULT.withCacheDirectory(cache);
        Position uploaded = server.upload("customers", customers(COUNT));
        try (Watched shop = new Watched(server.address(), key, settings)) {
            shop.await(uploaded);
        }
        server.close();

        try (Watched shop = new Watched(server.address(), key, settings)) {
            assertThat(shop.belay.awaitReady(Watched.PATIENCE)).isTrue();

            assertThat(offers(shop, COUNT - 1)).isTrue();
            assertThat(offers(shop, COUNT)).isFalse();
            assertThat(shop.belay.status().state()).isEqualTo(Status.State.STALE);
            assertThat(shop.belay.status().position()).contains(uploaded);
        }
    }

    @Test
    void endsWhereTheServerIsAfterManyEditsInARow() {
        server.upload("customers", customers(COUNT));
        try (Watched shop = Watched.ready(server, key)) {
            Position last = server.head();
            for (int each = 0; each < 60; each++) {
                int number = each * 811;
                last = server.editMembers(
                        "customers", "{\"add\": [\"late-" + number + "\"], \"remove\": [\"customer-" + number + "\"]}");
            }

            shop.await(last);
            assertThat(offers(shop, 811)).isFalse();
            assertThat(offers(shop, 812)).isTrue();
            assertThat(isOffered(shop, "late-" + 59 * 811)).isTrue();
            assertThat(shop.belay.status().isReady()).isTrue();
        }
    }

    private static boolean offers(Watched shop, int customer) {
        return isOffered(shop, "customer-" + customer);
    }

    private static boolean isOffered(Watched shop, String customer) {
        return shop.belay
                .toggle("shop.offer")
                .isActive(EvaluationContext.of(Map.of("targetingKey", Value.of(customer))));
    }

    private static String customers(int count) {
        return IntStream.range(0, count).mapToObj(each -> "customer-" + each).collect(Collectors.joining("\n"));
    }
}
