package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.CrashWhileWriting;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that goes away, hangs, is full or may not be written to, and comes back. */
class RedisFaultsTest extends OnAFailingServer {

    private static final int READERS = 10;

    @Test
    void readsFromMemoryWhileTheServerIsAwayAndWritesAgainWithoutHands() {
        server.stop();

        Awaited.until(() -> health().contains("cannot be reached"));
        assertThat(store.health()).isInstanceOf(StoreHealth.Unavailable.class);
        assertRefused("cannot be reached");
        assertThat(Sample.revision(store)).isEqualTo(1);
        assertThat(store.at(Sample.PRODUCTION, 1)).isSameAs(store.head(Sample.PRODUCTION));

        server.start();
        goesOn();
    }

    @Test
    void beginsNoNewEpochWhenTheServerOnlyStartsAgain() {
        String epoch = Sample.epoch(store);

        server.kill();
        server.start();
        goesOn();

        assertThat(Sample.epoch(store)).isEqualTo(epoch);
        assertThat(store.entries(Sample.PRODUCTION, 0, 10)).hasSize(2);
    }

    @Test
    void losesNothingAcknowledgedWhenTheServerIsKilledWhileTwoStoresWrite() throws Exception {
        try (LedgerStore other = Sample.open(settings)) {
            List<LedgerEntry> kept = new CrashWhileWriting(Sample.PRODUCTION, Sample::put)
                    .losesNothing(store, other, () -> {
                        server.kill();
                        server.start();
                    });

            assertThat(Sample.epoch(other)).isEqualTo(kept.get(0).position().epoch());
        }
    }

    @Test
    void saysThatTheServerDoesNotAnswerAndWritesAgainWithoutHands() {
        expectAHang();
        server.pause();
        try {
            Awaited.until(() -> health().contains("look whether it hangs"));
            assertRefused("look whether it hangs");
            assertThat(Sample.revision(store)).isEqualTo(1);
        } finally {
            server.resume();
        }

        goesOn();
    }

    @Test
    void saysThatMemoryIsFullAndWritesAgainWithoutHands() {
        server.ask(redis -> redis.configSet("maxmemory", "1"));

        assertThatThrownBy(() -> put(2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no memory left");
        assertThat(health()).contains("no memory left", "maxmemory");
        assertThat(store.entries(Sample.PRODUCTION, 0, 10)).hasSize(1);

        server.ask(redis -> redis.configSet("maxmemory", "0"));
        goesOn();
    }

    @Test
    void refusesChangesWhileTheServersSettingsWouldLoseThem() {
        server.ask(redis -> redis.configSet("appendonly", "no"));

        Awaited.until(() -> health().contains("appendonly no"));
        assertRefused("could lose");

        server.ask(redis -> redis.configSet("appendonly", "yes"));
        goesOn();
    }

    @Test
    void refusesChangesOnceAReplicaHasComeThatTheyDoNotWaitFor() {
        try (RedisProcess replica = RedisProcess.bundled(folder.resolve("replica"))) {
            replica.ask(redis -> redis.replicaof("127.0.0.1", server.port()));

            Awaited.until(() -> health().contains("1 replica(s) that changes would not wait for"));
            assertRefused("could lose");

            replica.ask(redis -> redis.replicaofNoOne());
            goesOn();
        }
    }

    @Test
    void keepsItsConnectionWhenAReaderIsInterrupted() {
        long before = connection();

        server.pause();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> store.entry(Sample.PRODUCTION, 1))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            Thread.interrupted();
            server.resume();
        }

        put(2);
        assertThat(connection()).isEqualTo(before);
    }

    @Test
    void letsManyReadersWaitForOneAttemptToConnect() {
        expectAHang();
        server.pause();
        try {
            Awaited.until(() -> health().contains("look whether it hangs"));
            long start = System.nanoTime();
            assertThatThrownBy(() -> store.entry(Sample.PRODUCTION, 1)).isInstanceOf(StoreUnavailableException.class);
            long one = System.nanoTime() - start;

            List<CompletableFuture<?>> many = IntStream.range(0, READERS)
                    .<CompletableFuture<?>>mapToObj(each -> CompletableFuture.runAsync(
                            () -> store.entry(Sample.PRODUCTION, 1), task -> new Thread(task).start()))
                    .toList();
            start = System.nanoTime();
            many.forEach(each -> assertThatThrownBy(each::join).hasCauseInstanceOf(StoreUnavailableException.class));

            assertThat(System.nanoTime() - start)
                    .isLessThan(READERS / 2 * Math.max(one, settings.patience().toNanos()));
        } finally {
            server.resume();
        }
    }

    /** Who the store is to the server, apart from who listens. */
    private long connection() {
        return server.ask(redis -> redis.clientList())
                .lines()
                .filter(line -> line.contains("name=belay ") && line.contains(" sub=0 "))
                .map(line -> line.substring("id=".length(), line.indexOf(' ')))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysThatTheServerHasBecomeAReplicaAndTakesItsReturnForAFailover() {
        String epoch = Sample.epoch(store);
        server.ask(redis -> redis.replicaof("127.0.0.1", 1));

        Awaited.until(() -> health().contains("is a replica and read-only"));
        assertThat(health()).contains("127.0.0.1:1");
        assertRefused("replica");

        server.ask(redis -> redis.replicaofNoOne());
        goesOn();
        assertThat(Sample.epoch(store)).isNotEqualTo(epoch);
    }

    @Test
    void neverTellsAPasswordThatIsWrong() {
        server.ask(redis -> redis.configSet("requirepass", "the-right-one"));
        RedisSettings wrong = settings.withPassword(() -> "a-wrong-secret");
        RedisSettings inTheUri = RedisSettings.of("redis://:a-wrong-secret@127.0.0.1:" + server.port());

        for (RedisSettings each : List.of(wrong, inTheUri)) {
            assertThatThrownBy(() -> Sample.open(each))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("does not accept the user or its password")
                    .satisfies(refused -> assertThat(trace(refused)).doesNotContain("a-wrong-secret"));
            assertThat(each.toString()).doesNotContain("a-wrong-secret");
        }
        Sample.open(settings.withPassword(() -> "the-right-one")).close();
    }

    @Test
    void saysWhatAUserMayNotDo() {
        String uri = "redis://flags@127.0.0.1:" + server.port();
        RedisSettings flags = RedisSettings.of(uri).withPassword(() -> "secret");
        acl("on >secret ~{belay}* resetchannels &{belay}* +@all -@dangerous +info +config|get");
        Sample.open(flags).close();

        acl("-xadd");

        assertThatThrownBy(() -> Sample.open(flags))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("may not do what Belay needs");
    }

    @Test
    void hearsOfOthersByLookingWhenItMayNotListen() {
        acl("on >secret ~{belay}* resetchannels +@all");
        RedisSettings flags =
                RedisSettings.of("redis://flags@127.0.0.1:" + server.port()).withPassword(() -> "secret");
        try (LedgerStore deaf = Sample.open(flags)) {
            put(2);

            Awaited.until(() -> Sample.revision(deaf) == 2);
            Sample.put(deaf, "basket", 3);
            Awaited.until(() -> Sample.revision(store) == 3);
        }
    }

    private void acl(String rules) {
        server.ask(redis -> {
            CommandArgs<String, String> arguments =
                    new CommandArgs<>(StringCodec.UTF8).add("SETUSER").add("flags");
            for (String rule : rules.split(" ", -1)) {
                arguments.add(rule);
            }
            return redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments);
        });
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> put(2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not made")
                .hasMessageContaining(why);
    }

    private void goesOn() {
        Awaited.until(() -> store.health().healthy());
        long before = Sample.revision(store);
        put(9);
        assertThat(Sample.revision(store)).isEqualTo(before + 1);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
