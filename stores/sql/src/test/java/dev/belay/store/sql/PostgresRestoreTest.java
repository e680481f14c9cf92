package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.Position;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A database that does not have everything that was acknowledged. */
class PostgresRestoreTest extends OnAFailingServer {

    @Test
    void goesOnInANewEpochWhenAnOlderCopyIsPutInItsPlaceWhileItRuns() {
        LedgerState copied = store.head(Sample.PRODUCTION);
        server.stop();
        server.backUpTo(folder.resolve("copy"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        put(store, 2);
        put(store, 3);
        Position lost = store.head(Sample.PRODUCTION).position();
        List<Commit> told = new CopyOnWriteArrayList<>();
        store.subscribe(told::add);

        server.stop();
        server.restoreFrom(folder.resolve("copy"));
        server.start();
        Awaited.until(() -> !epoch(store).equals(lost.epoch()));

        LedgerState head = store.head(Sample.PRODUCTION);
        assertThat(head.position().revision()).isEqualTo(2);
        assertThat(head.checksum()).isEqualTo(copied.checksum());
        Committed renewal = told.get(0).in(Sample.PRODUCTION).orElseThrow();
        assertThat(renewal.entry().orElseThrow().action()).isEqualTo("renew-epoch");
        assertThat(renewal.before().position()).isEqualTo(lost);
        assertThat(renewal.after()).isSameAs(head);
        Awaited.until(() -> store.health().healthy());
        put(store, 4);
        assertThat(store.head(Sample.PRODUCTION).position()).isEqualTo(new Position(epoch(store), 3));
        assertThat(store.at(Sample.PRODUCTION, 1).checksum()).isEqualTo(copied.checksum());
        assertThat(store.verify(Sample.PRODUCTION, 1, checked -> {}).intact()).isTrue();
        try (LedgerStore other = sample.open(database)) {
            assertThat(other.head(Sample.PRODUCTION).position())
                    .isEqualTo(store.head(Sample.PRODUCTION).position());
        }
    }

    @Test
    void beginsOneNewEpochAtAStartOnAServerThatIsNotTheOneThatWroteLast() {
        String before = epoch(store);
        Postgres.run(database, "UPDATE journal SET origin = 'the server that was backed up'");

        try (LedgerStore other = sample.open(database)) {
            Awaited.until(() -> !epoch(other).equals(before));
            Awaited.until(() -> epoch(store).equals(epoch(other)));
            put(store, 2);
            put(other, 3);

            assertThat(other.entries(Sample.PRODUCTION, 0, 10))
                    .extracting(LedgerEntry::action)
                    .containsExactly("put", "renew-epoch", "put", "put");
        }
    }

    @Test
    void makesNoChangeInTheOldEpochAfterAFailover() {
        String before = epoch(store);
        Postgres.run(database, "UPDATE journal SET origin = 'the server that failed'");

        assertThatThrownBy(() -> put(store, 2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not made", "begin new epochs");

        Awaited.until(() -> !epoch(store).equals(before) && store.health().healthy());
        put(store, 2);
        assertThat(store.head(Sample.PRODUCTION).position()).isEqualTo(new Position(epoch(store), 3));
    }

    @Test
    void goesOnWithoutALedgerThatWasBegunAfterTheBackup() {
        server.stop();
        server.backUpTo(folder.resolve("copy-without"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        LedgerId begunLater = LedgerId.flagSet("shop", "begun-later");
        sample.create(store, begunLater);
        sample.put(store, begunLater, "basket", 1);

        server.stop();
        server.restoreFrom(folder.resolve("copy-without"));
        server.start();
        Awaited.until(() -> !store.exists(begunLater) && store.health().healthy());

        assertThatThrownBy(() -> store.head(begunLater)).isInstanceOf(UnknownLedgerException.class);
        put(store, 2);
        sample.create(store, begunLater);
        assertThat(store.head(begunLater).position().revision()).isZero();
    }

    private static String epoch(LedgerStore node) {
        return node.head(Sample.PRODUCTION).position().epoch();
    }
}
