package dev.belay.server.storage;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.control.Projects;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresStorageTest {

    private final PGSimpleDataSource database = Postgres.newSchema();

    @Test
    void letsNodesThatStartAtOnceOnAnEmptyDatabaseBecomeOneInstance() throws Exception {
        Callable<RunningApplication> start = () -> RunningApplication.on(open());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RunningApplication>> nodes = threads.invokeAll(List.of(start, start, start));
            for (Future<RunningApplication> node : nodes) {
                assertThat(node.get().get("").status()).isEqualTo(200);
                assertThat(node.get().revision()).isZero();
            }
            for (Future<RunningApplication> node : nodes) {
                node.get().close();
            }
        }
        try (Storage storage = open()) {
            assertThat(storage.ledgers().ledgers()).contains(LedgerId.flagSet("default", "production"));
            assertThat(new Projects(storage.ledgers(), InstantSource.system()).initialise())
                    .isFalse();
            assertThat(storage.ledgers().entries(LedgerId.INSTANCE, 0, 10)).hasSize(1);
        }
    }

    @Test
    void waitsForAnotherNodesMigrationLongerThanForAnyAnswer() throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            statement.execute("SELECT pg_advisory_lock(4716385210)");
            database.setSocketTimeout(5);
            Future<Storage> node = threads.submit(this::open);

            Awaited.until(() -> node.isDone() || hasWaitedForSixSeconds(statement));
            statement.execute("SELECT pg_advisory_unlock(4716385210)");

            node.get().close();
        }
    }

    private static boolean hasWaitedForSixSeconds(Statement statement) {
        try (ResultSet row =
                statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                        + " AND now() - backend_start > interval '6 seconds'")) {
            return row.next() && row.getInt(1) > 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void refusesLedgersThatOnlyANewerServerUnderstands() {
        open().close();
        Postgres.run(database, "UPDATE journal SET version = 9, usable_from = 9");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("schema 9", "start a newer Belay");
    }

    @Test
    void worksBesideAnOlderServersIdeaOfTheSchema() {
        open().close();
        Postgres.run(database, "UPDATE journal SET version = 9");
        Postgres.run(
                database,
                "INSERT INTO belay_ledger_schema SELECT 98, '98', 'newer', 'SQL', 'V98__newer.sql', 1, installed_by,"
                        + " now(), 1, TRUE FROM belay_ledger_schema LIMIT 1");

        try (RunningApplication node = RunningApplication.on(open())) {
            assertThat(node.get("").status()).isEqualTo(200);
        }
    }

    @Test
    void needsNoMorePrivilegesThanASchemaOfItsOwn() {
        Postgres.run(database, "CREATE ROLE belay_least LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
        Postgres.run(database, "CREATE SCHEMA belay_of_its_own AUTHORIZATION belay_least");
        PGSimpleDataSource restricted = Postgres.on(database.getPortNumbers()[0], "postgres");
        restricted.setUser("belay_least");
        restricted.setCurrentSchema("belay_of_its_own");

        try (RunningApplication node = RunningApplication.on(PostgresStorage.open(
                PostgresAddress.of(Postgres.url(restricted), Map.of()), InstantSource.system(), new Epochs()))) {
            assertThat(node.put("flags/basket", flag("basket")).status()).isEqualTo(201);
            assertThat(node.get("/health/ready").status()).isEqualTo(200);
        }
    }

    private Storage open() {
        PostgresAddress address = PostgresAddress.of(Postgres.url(database), Map.of());
        return PostgresStorage.open(address, InstantSource.system(), new Epochs());
    }
}
