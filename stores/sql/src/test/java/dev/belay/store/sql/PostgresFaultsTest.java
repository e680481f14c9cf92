package dev.belay.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.CrashWhileWriting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A server that goes away, comes back, or is set up so that it would lose what it acknowledges. */
class PostgresFaultsTest extends OnAFailingServer {

    /** More than a store reads by. */
    private static final int LONG_READERS = 4;

    @Test
    void readsFromMemoryWhileTheServerIsAwayAndWritesAgainWithoutHands() {
        server.stop();

        // At first it says only that the storage is read again; how often it is tried, once that has failed, too.
        Awaited.until(() -> store.health().sentence().contains("every second"));
        assertThat(store.health()).isInstanceOf(StoreHealth.Unavailable.class);
        assertThat(store.health().sentence()).contains("PostgreSQL server cannot be reached");
        assertThatThrownBy(() -> put(store, 2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not made")
                .hasMessageContaining("cannot be reached");
        assertThat(revision(store)).isEqualTo(1);
        assertThat(store.at(Sample.PRODUCTION, 1)).isSameAs(store.head(Sample.PRODUCTION));
        assertThatThrownBy(() -> store.entry(Sample.PRODUCTION, 1)).isInstanceOf(StoreUnavailableException.class);

        server.start();
        Awaited.until(() -> store.health().healthy());
        put(store, 2);
        assertThat(store.entries(Sample.PRODUCTION, 0, 10)).hasSize(2);
    }

    @Test
    void losesNothingAcknowledgedWhenTheServerCrashesWhileTwoNodesWrite() throws Exception {
        try (LedgerStore other = sample.open(database)) {
            new CrashWhileWriting(Sample.PRODUCTION, this::write).losesNothing(store, other, () -> {
                server.crash();
                server.start();
            });
        }
    }

    @Test
    void goesOnWithoutARefusalWhenItsConnectionsAreCutWhileNobodyWrites() {
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND backend_type = 'client backend'");

        put(store, 2);

        assertThat(store.entries(Sample.PRODUCTION, 0, 10)).hasSize(2);
    }

    @Test
    void saysThatTheDatabaseIsReadOnlyAndWritesAgainWithoutHands() {
        run("ALTER SYSTEM SET default_transaction_read_only = on");
        run("SELECT pg_reload_conf()");

        Awaited.until(() -> !store.health().healthy());
        assertThat(store.health().sentence()).contains("is read-only");
        assertThatThrownBy(() -> put(store, 2))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("read-only");
        assertThat(store.entries(Sample.PRODUCTION, 0, 10)).hasSize(1);

        run("ALTER SYSTEM RESET default_transaction_read_only");
        run("SELECT pg_reload_conf()");
        Awaited.until(() -> store.health().healthy());
        put(store, 2);
    }

    @Test
    void refusesAfterAWhileWhenSomebodyHoldsTheTurnAndGoesOnAfterwards() throws SQLException {
        try (Connection somebody = database.getConnection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT appended FROM journal FOR UPDATE");

            assertThatThrownBy(() -> put(store, 2))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("not made")
                    .hasMessageContaining("others have been appending");
            assertThat(store.health().healthy()).isTrue();
            somebody.rollback();
        }

        put(store, 2);
        assertThat(revision(store)).isEqualTo(2);
    }

    @Test
    void writesWhileOthersReadForLong() throws Exception {
        sample.putOnce(store, "once", "basket", 2);
        CountDownLatch reading = new CountDownLatch(LONG_READERS);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(LONG_READERS + 1);
        try {
            for (int each = 0; each < LONG_READERS; each++) {
                threads.execute(() -> store.verify(Sample.PRODUCTION, 1, checked -> {
                    reading.countDown();
                    await(enough);
                }));
            }
            Awaited.until(() -> reading.getCount() <= 1);

            Future<Commit> repeated = threads.submit(() -> sample.putOnce(store, "once", "basket", 2));
            Awaited.until(repeated::isDone);
            assertThat(repeated.get().replayed()).isTrue();
        } finally {
            enough.countDown();
            threads.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void refusesAServerThatWouldLoseWhatItAcknowledges() {
        store.close();
        server.stop();
        server.start("fsync", "off");

        try {
            assertThatThrownBy(() -> sample.open(database))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("fsync = off")
                    .hasMessageContaining("set fsync = on");
        } finally {
            server.stop();
        }
    }

    @Test
    void waitsForTheDiskWhateverTheServersSettingIs() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");

            PostgresDurability.demand(connection);

            try (var row = statement.executeQuery("SHOW synchronous_commit")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("on");
            }
        }
    }

    @Test
    void refusesADatabaseWithoutTablesOrWithThoseOfAnotherVersion() {
        run("CREATE DATABASE empty");
        assertThatThrownBy(() -> sample.open(server.database("empty")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("migrate it");

        run("UPDATE journal SET version = 7, usable_from = 1");
        sample.open(database).close();
        run("UPDATE journal SET version = 7, usable_from = 7");
        assertThatThrownBy(() -> sample.open(database))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("schema 7", "start a newer Belay");
    }

    private LedgerEntry write(LedgerStore node, String flag, int value) {
        return sample.put(node, Sample.PRODUCTION, flag, value)
                .in(Sample.PRODUCTION)
                .flatMap(Committed::entry)
                .orElseThrow();
    }

    private static long revision(LedgerStore node) {
        return node.head(Sample.PRODUCTION).position().revision();
    }

    private void run(String sql) {
        Postgres.run(database, sql);
    }
}
