package dev.belay.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.server.testing.Operations;
import dev.belay.store.sql.PostgresSchema;
import dev.belay.store.sql.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsDatabaseTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsWhatACompletedTransactionDid(Dialect dialect) {
        OperationsDatabase database = Operations.empty(dialect, folder);

        database.inTransaction(connection -> update(connection, "UPDATE compatibility SET usable_from = 2"));

        assertThat(usableFrom(database)).isEqualTo(2);
        assertThat(database.dialect()).isEqualTo(dialect);
    }

    @ParameterizedTest
    @EnumSource
    void takesBackWhatAFailedTransactionDid(Dialect dialect) {
        OperationsDatabase database = Operations.empty(dialect, folder);

        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    update(connection, "UPDATE compatibility SET usable_from = 2");
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(usableFrom(database)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void opensTablesThatANewerServerMadeAndRefusesThoseThatOnlyItUnderstands(Dialect dialect) {
        DataSource postgres = Postgres.newSchema();
        OperationsDatabase database = reopen(dialect, postgres);
        newerScriptHasRun(database);

        assertThat(usableFrom(reopen(dialect, postgres))).isEqualTo(1);

        database.use(connection -> update(connection, "UPDATE compatibility SET usable_from = 99"));
        assertThatThrownBy(() -> reopen(dialect, postgres))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("schema 99", "start the Belay that wrote them, or a newer one");
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatServersUseWithoutBringingItUpToDate(Dialect dialect) {
        DataSource postgres = Postgres.newSchema();
        assertThat(openExisting(dialect, postgres)).isEmpty();
        OperationsDatabase database = reopen(dialect, postgres);
        assertThat(usableFrom(openExisting(dialect, postgres).orElseThrow())).isEqualTo(1);

        newestScriptHasNotRun(database);

        assertThatThrownBy(() -> openExisting(dialect, postgres))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(
                        "schema " + (Scripts.newest() - 1) + ", and this Belay needs " + Scripts.newest(),
                        "start a server of this version");
        assertThat(version(database)).isEqualTo(Integer.toString(Scripts.newest() - 1));
    }

    @RepeatedTest(3)
    void migratesOnceWhenSeveralNodesStartOnAnEmptyDatabase() throws Exception {
        DataSource source = Postgres.newSchema();
        Callable<OperationsDatabase> start = () -> {
            PostgresMigration.LEDGER.run(source);
            return OperationsDatabase.open(source);
        };

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<OperationsDatabase> node :
                    nodes.invokeAll(Stream.generate(() -> start).limit(4).toList())) {
                assertThat(usableFrom(node.get())).isEqualTo(1);
            }
        }

        assertThat(texts(
                        OperationsDatabase.open(source), "SELECT script FROM belay_operations_schema ORDER BY version"))
                .contains("V1__access.sql", "V2__compatibility.sql")
                .doesNotHaveDuplicates();
        assertThat(texts(OperationsDatabase.open(source), "SELECT version::text FROM journal"))
                .containsExactly(Integer.toString(PostgresSchema.VERSION));
    }

    @Test
    void saysWhyAPostgresqlDatabaseCannotBeUsed() {
        var nowhere = Postgres.newSchema();
        nowhere.setPortNumbers(new int[] {1});

        assertThatThrownBy(() -> OperationsDatabase.open(nowhere))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("PostgreSQL server cannot be reached; start it");
    }

    private OperationsDatabase reopen(Dialect dialect, DataSource postgres) {
        return switch (dialect) {
            case SQLITE -> Operations.empty(dialect, folder);
            case POSTGRESQL -> OperationsDatabase.open(postgres);
        };
    }

    private Optional<OperationsDatabase> openExisting(Dialect dialect, DataSource postgres) {
        return switch (dialect) {
            case SQLITE -> OperationsDatabase.openExisting(folder.resolve(OperationsDatabase.FILE));
            case POSTGRESQL -> OperationsDatabase.openExisting(postgres);
        };
    }

    private static void newestScriptHasNotRun(OperationsDatabase database) {
        database.use(connection -> update(
                connection,
                switch (database.dialect()) {
                    case SQLITE -> "PRAGMA user_version = " + (Scripts.newest() - 1);
                    case POSTGRESQL -> "DELETE FROM belay_operations_schema WHERE version = '" + Scripts.newest() + "'";
                }));
    }

    private static String version(OperationsDatabase database) {
        String query = switch (database.dialect()) {
            case SQLITE -> "PRAGMA user_version";
            case POSTGRESQL -> "SELECT max(version::INTEGER)::text FROM belay_operations_schema";
        };
        return texts(database, query).getFirst();
    }

    private static void newerScriptHasRun(OperationsDatabase database) {
        database.use(connection -> update(
                connection,
                switch (database.dialect()) {
                    case SQLITE -> "PRAGMA user_version = 98";
                    case POSTGRESQL ->
                        "INSERT INTO belay_operations_schema SELECT 98, '98', 'newer', 'SQL', 'V98__newer.sql', 1,"
                                + " installed_by, now(), 1, TRUE FROM belay_operations_schema LIMIT 1";
                }));
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int usableFrom(OperationsDatabase database) {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT usable_from FROM compatibility")) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    private static List<String> texts(OperationsDatabase database, String query) {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                Stream.Builder<String> texts = Stream.builder();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts.build().toList();
            }
        });
    }
}
