package dev.belay.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Draft;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.testkit.Awaited;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that does not have everything that was acknowledged. */
class RedisRestoreTest extends OnAFailingServer {

    @Test
    void goesOnInANewEpochWhenAnOlderCopyIsPutInItsPlaceWhileItRuns() {
        LedgerState copied = store.head(Sample.PRODUCTION);
        server.stop();
        server.backUpTo(folder.resolve("copy"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        put(2);
        put(3);
        Position lost = store.head(Sample.PRODUCTION).position();

        server.stop();
        server.restoreFrom(folder.resolve("copy"));
        server.start();
        Awaited.until(() -> !Sample.epoch(store).equals(lost.epoch()));

        LedgerState head = store.head(Sample.PRODUCTION);
        assertThat(head.position().revision()).isEqualTo(2);
        assertThat(head.checksum()).isEqualTo(copied.checksum());
        Awaited.until(() -> store.health().healthy());
        put(4);
        assertThat(store.head(Sample.PRODUCTION).position()).isEqualTo(new Position(Sample.epoch(store), 3));
        assertThat(actions(store)).containsExactly("put", "renew-epoch", "put");
        assertThat(store.verify(Sample.PRODUCTION, 1, checked -> {}).intact()).isTrue();
        try (LedgerStore other = Sample.open(settings)) {
            assertThat(other.head(Sample.PRODUCTION).position())
                    .isEqualTo(store.head(Sample.PRODUCTION).position());
        }
    }

    @Test
    void readsFromMemoryWhenEveryKeyIsRemovedAndFollowsWhatIsCreatedAnew() {
        String before = Sample.epoch(store);
        server.ask(redis -> redis.flushall());

        Awaited.until(() -> health().contains("lost all ledgers"));
        assertThat(Sample.revision(store)).isEqualTo(1);
        assertThatThrownBy(() -> put(2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not made");

        try (LedgerStore fresh = Sample.open(settings)) {
            Sample.create(fresh);
            Sample.put(fresh, "basket", 7);

            Awaited.until(() -> !Sample.epoch(store).equals(before));
            Awaited.until(() -> store.health().healthy());
            Awaited.until(() -> Sample.epoch(store).equals(Sample.epoch(fresh))
                    && Sample.revision(store) == Sample.revision(fresh));
            put(8);
            assertThat(actions(store))
                    .hasSize(3)
                    .containsOnlyOnce("renew-epoch")
                    .endsWith("put");
        }
    }

    @Test
    void beginsOneNewEpochOnAReplicaThatHasTakenOver() {
        String before = Sample.epoch(store);
        try (RedisProcess replica = RedisProcess.bundled(folder.resolve("replica"));
                LedgerStore writing = Sample.open(settings.accepting(Loss.FAILOVER))) {
            replica.ask(redis -> redis.replicaof("127.0.0.1", server.port()));
            Awaited.until(() -> server.ask(redis -> redis.info("replication")).contains("state=online"));
            Awaited.until(() -> replica.ask(redis -> redis.xlen("{belay}:entries:shop/production")) == 1);
            replica.pause();
            Sample.put(writing, "basket", 2);
            server.kill();
            replica.resume();
            replica.ask(redis -> redis.replicaofNoOne());

            try (LedgerStore here = Sample.open(replica.settings());
                    LedgerStore there = Sample.open(replica.settings())) {
                Awaited.until(() -> !Sample.epoch(here).equals(before));
                Awaited.until(() -> Sample.epoch(there).equals(Sample.epoch(here)));
                Awaited.until(() -> here.health().healthy() && there.health().healthy());
                Sample.put(here, "basket", 3);
                Sample.put(there, "basket", 4);
                Awaited.until(() -> Sample.revision(here) == Sample.revision(there));

                assertThat(actions(here)).endsWith("renew-epoch", "put", "put").containsOnlyOnce("renew-epoch");
            }
        }
    }

    @Test
    void beginsANewEpochWhenAnIdleLookIsTheFirstToSeeAFailover() {
        String before = Sample.epoch(store);
        server.ask(redis -> {
            redis.replicaof("127.0.0.1", 1);
            return redis.replicaofNoOne();
        });

        Awaited.until(
                () -> !Sample.epoch(store).equals(before) && store.health().healthy());

        put(2);
        assertThat(actions(store)).containsExactly("put", "renew-epoch", "put");
    }

    @Test
    void goesOnWithoutALedgerThatWasBegunAfterTheCopy() {
        server.stop();
        server.backUpTo(folder.resolve("copy-without"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        LedgerId begunLater = LedgerId.flagSet("shop", "begun-later");
        store.commit(Proposal.of(heads -> List.of(Draft.creating(begunLater))));

        server.stop();
        server.restoreFrom(folder.resolve("copy-without"));
        server.start();
        Awaited.until(() -> !store.exists(begunLater) && store.health().healthy());

        put(2);
        try (LedgerStore other = Sample.open(settings)) {
            assertThat(other.ledgers()).containsExactly(Sample.PRODUCTION).isEqualTo(store.ledgers());
        }
    }

    private static List<String> actions(LedgerStore store) {
        return store.entries(Sample.PRODUCTION, 0, 10).stream()
                .map(LedgerEntry::action)
                .toList();
    }
}
