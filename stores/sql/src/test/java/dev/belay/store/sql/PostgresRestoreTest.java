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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that does not have everything that was acknowledged. */
class PostgresRestoreTest extends OnAFailingServer {

    private static final List<String> TABLES =
            List.of("journal", "ledger", "entry", "document", "change", "checkpoint", "idempotency", "base");

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
        // Told once it can be read.
        Awaited.until(() -> !told.isEmpty());
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
    void doesNotTakeWhatABackupLacksForDamage() throws Exception {
        server.stop();
        server.backUpTo(folder.resolve("copy-to-look-at"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        put(store, 2);
        put(store, 3);
        try (PostgresJournal journal = new PostgresJournal(new PostgresLogin(database))) {
            journal.recover();

            server.stop();
            server.restoreFrom(folder.resolve("copy-to-look-at"));
            server.start();
            Awaited.until(() -> isReadable(journal));

            assertThatThrownBy(() -> journal.at(Sample.PRODUCTION, 3))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("another history of ledger shop/production");
            assertThatThrownBy(() -> journal.verify(Sample.PRODUCTION, 1, checked -> {}))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("another history of ledger shop/production");
            journal.recover();
            assertThat(journal.verify(Sample.PRODUCTION, 1, checked -> {}).intact())
                    .isTrue();
        }
    }

    private static boolean isReadable(PostgresJournal journal) {
        try {
            return journal.entry(Sample.PRODUCTION, 1).isPresent();
        } catch (StoreUnavailableException away) {
            return false;
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
        sample.create(store, LedgerId.flagSet("shop", "begun-instead"));
        sample.create(store, begunLater);
        assertThat(store.head(begunLater).position().revision()).isZero();
        try (LedgerStore other = sample.open(database)) {
            assertThat(other.ledgers()).isEqualTo(store.ledgers());
        }
    }

    @Test
    void goesOnBeforeACompactionThatTheBackupDoesNotHave() {
        putSome(4);
        server.stop();
        server.backUpTo(folder.resolve("copy-before-compaction"));
        server.start();
        Awaited.until(() -> store.health().healthy());
        putSome(15);
        store.compact(Sample.PRODUCTION, 15);
        String before = epoch(store);

        server.stop();
        server.restoreFrom(folder.resolve("copy-before-compaction"));
        server.start();
        Awaited.until(() -> !epoch(store).equals(before) && store.health().healthy());

        assertThat(store.oldest(Sample.PRODUCTION)).isZero();
        assertThat(store.at(Sample.PRODUCTION, 1).position().revision()).isEqualTo(1);
        put(store, 99);
        assertThat(store.head(Sample.PRODUCTION).position()).isEqualTo(new Position(epoch(store), 7));
    }

    @Test
    void letsACompactionThatComesFirstAfterAFailoverWaitForTheNewEpoch() {
        putSome(4);
        String before = epoch(store);
        Postgres.run(database, "UPDATE journal SET origin = 'the server that failed'");

        assertThatThrownBy(() -> store.compact(Sample.PRODUCTION, 3))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not done", "begin new epochs");

        Awaited.until(() -> store.health().healthy());
        put(store, 99);
        assertThat(store.head(Sample.PRODUCTION).position()).isEqualTo(new Position(epoch(store), 7));
        assertThat(epoch(store)).isNotEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"DROP TABLE", "TRUNCATE"})
    void beginsANewEpochWhenADumpIsPutBackIntoItsDatabaseWhileNoNodeRuns(String way) {
        TABLES.forEach(table -> Postgres.run(database, "CREATE TABLE dump_" + table + " AS TABLE " + table));
        put(store, 2);
        Position lost = store.head(Sample.PRODUCTION).position();
        store.close();

        TABLES.forEach(table -> Postgres.run(database, way + " " + table));
        if (way.equals("DROP TABLE")) {
            Postgres.run(database, PostgresSchema.script() + "; DELETE FROM journal");
        }
        TABLES.forEach(table -> Postgres.run(database, "INSERT INTO " + table + " TABLE dump_" + table));

        try (LedgerStore afterwards = sample.open(database)) {
            Awaited.until(() -> !epoch(afterwards).equals(lost.epoch()));
            assertThat(afterwards.head(Sample.PRODUCTION).position()).isEqualTo(new Position(epoch(afterwards), 2));
        }
    }

    private void putSome(int count) {
        IntStream.range(0, count).forEach(value -> put(store, 1000 + value));
    }

    private static String epoch(LedgerStore node) {
        return node.head(Sample.PRODUCTION).position().epoch();
    }
}
