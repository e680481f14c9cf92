package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.testkit.Awaited;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers whose settings would lose what they acknowledge. */
class RedisDurabilityTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "appendonly, no, appendonly no, appendonly yes, SINCE_SNAPSHOT",
        "appendfsync, everysec, appendfsync everysec, appendfsync always, LAST_SECONDS",
        "appendfsync, no, appendfsync no, appendfsync always, LAST_MINUTE",
        "no-appendfsync-on-rewrite, yes, no-appendfsync-on-rewrite yes, no-appendfsync-on-rewrite no, LAST_MINUTE"
    })
    void refusesASettingUnlessItsLossIsAccepted(String name, String value, String found, String needed, Loss loss) {
        try (RedisProcess server = RedisProcess.bundled(folder, "--" + name, value)) {
            assertThatThrownBy(() -> Sample.open(server.settings()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(found)
                    .hasMessageContaining(needed)
                    .hasMessageContaining("could lose " + loss.sentence())
                    .hasMessageContaining("'" + loss.word() + "'");

            assertWorks(server.settings().accepting(loss));
        }
    }

    @Test
    void acceptsNoEviction() {
        try (RedisProcess server = RedisProcess.bundled(folder, "--maxmemory-policy", "allkeys-lru")) {
            RedisSettings all = server.settings();
            for (Loss loss : Loss.values()) {
                all = all.accepting(loss);
            }
            RedisSettings everything = all;

            assertThatThrownBy(() -> Sample.open(everything))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("maxmemory-policy allkeys-lru")
                    .hasMessageContaining("set maxmemory-policy noeviction");
        }
    }

    @Test
    void waitsForReplicasOrHasTheLossInAFailoverAccepted() {
        try (RedisProcess server = RedisProcess.bundled(folder.resolve("primary"));
                RedisProcess replica = RedisProcess.bundled(folder.resolve("replica"))) {
            assertThatThrownBy(() -> Sample.open(server.settings().withReplicas(1)))
                    .hasMessageContaining("has 0 replica(s), and changes are to wait for 1");
            replica.ask(redis -> redis.replicaof("127.0.0.1", server.port()));
            Awaited.until(() -> server.ask(redis -> redis.info("replication")).contains("state=online"));

            assertThatThrownBy(() -> Sample.open(server.settings()))
                    .hasMessageContaining("1 replica(s) that changes would not wait for")
                    .hasMessageContaining("'failover'");
            Sample.open(server.settings().accepting(Loss.FAILOVER)).close();
            assertThatThrownBy(() -> Sample.open(replica.settings()))
                    .hasMessageContaining("is a replica and read-only");

            assertWorks(server.settings().withReplicas(1));
            long received = replica.ask(redis -> redis.xlen("{belay}:entries:shop/production"));
            assertThat(received).isEqualTo(1);
        }
    }

    @Test
    void acknowledgesNothingThatTheReplicasHaveNotConfirmed() {
        try (RedisProcess server = RedisProcess.bundled(folder.resolve("primary"));
                RedisProcess replica = RedisProcess.bundled(folder.resolve("replica"))) {
            replica.ask(redis -> redis.replicaof("127.0.0.1", server.port()));
            Awaited.until(() -> server.ask(redis -> redis.info("replication")).contains("state=online"));
            RedisSettings waiting = server.settings().withReplicas(1).withPatience(Duration.ofSeconds(4));
            try (LedgerStore store = Sample.open(waiting)) {
                Sample.create(store);
                replica.pause();

                assertThatThrownBy(() -> Sample.putOnce(store, "key-1", "basket", 1))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("read the newest state")
                        .hasMessageContaining("Only 0 of 1 replicas have confirmed");
                assertRefused(() -> Sample.putOnce(store, "key-1", "basket", 1));
                assertRefused(() -> Sample.put(store, "basket", 1));
                assertRefused(() -> Sample.open(waiting));
                assertThat(Sample.revision(store)).isZero();

                replica.resume();
                Awaited.until(() -> store.health().healthy());
                assertThat(Sample.revision(store)).isEqualTo(1);
                assertThat(Sample.putOnce(store, "key-1", "basket", 1).replayed())
                        .isTrue();
                Sample.put(store, "basket", 2);
            } finally {
                replica.resume();
            }
        }
    }

    @Test
    void waitsForTheDiskByCommandWhereTheServerHasOne() {
        ServerFacts newer = facts("7.2.4");
        Map<String, String> everySecond = Map.of("appendfsync", "everysec");
        RedisSettings settings = RedisSettings.of("redis://127.0.0.1");

        assertThat(RedisDurability.demand(newer, everySecond, settings).waitsForTheDisk())
                .isTrue();
        assertThat(RedisDurability.demand(newer, everySecond, settings.accepting(Loss.LAST_SECONDS))
                        .waitsForTheDisk())
                .isFalse();
        assertThat(RedisDurability.demand(newer, Map.of("appendfsync", "always"), settings)
                        .waitsForTheDisk())
                .isFalse();
        assertThatThrownBy(() -> RedisDurability.demand(facts("7.0.15"), everySecond, settings))
                .hasMessageContaining("appendfsync everysec");
    }

    @Test
    void refusesWhatItCannotSee() {
        assertThatThrownBy(() ->
                        RedisDurability.demand(facts("7.0.15"), Map.of(), RedisSettings.of("redis://u:p@127.0.0.1")))
                .hasMessageContaining("let the user run CONFIG GET")
                .hasMessageNotContaining("u:p");
    }

    private static void assertRefused(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("Only 0 of 1 replicas have confirmed");
    }

    private static ServerFacts facts(String version) {
        return new ServerFacts(Map.of(
                "redis_version", version, "role", "master", "aof_enabled", "1", "maxmemory_policy", "noeviction"));
    }

    private static void assertWorks(RedisSettings settings) {
        try (LedgerStore store = Sample.open(settings)) {
            Sample.create(store);
            Sample.put(store, "basket", 1);
            assertThat(Sample.revision(store)).isEqualTo(1);
        }
    }
}
