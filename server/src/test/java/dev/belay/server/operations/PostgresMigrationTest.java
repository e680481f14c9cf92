package dev.belay.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.server.testing.LogLines;
import dev.belay.store.sql.PostgresSchema;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Tables that change while nodes of an earlier version run, and a backup. */
@Timeout(120)
class PostgresMigrationTest {

    private final PGSimpleDataSource database = Postgres.newSchema();

    @RegisterExtension
    private final LogLines lines = new LogLines("belay.storage", Level.WARN);

    @Test
    void waitsForABackupAndKeepsNoNodeFromTheTableMeanwhile() throws Exception {
        migrateTo("2");
        CompletableFuture<Void> upgrade;
        try (Connection backup = database.getConnection()) {
            backup.setAutoCommit(false);
            number(backup, "SELECT appended FROM journal");

            upgrade = CompletableFuture.runAsync(() -> PostgresMigration.LEDGER.run(database));
            Awaited.until(this::isWanted);
            Awaited.until(() -> !isWanted());
            Awaited.until(this::isWanted);

            assertThat(number("SELECT appended FROM journal")).isZero();
            assertThat(upgrade).isNotDone();
        }
        upgrade.get(60, TimeUnit.SECONDS);
        assertThat(number("SELECT version FROM journal")).isEqualTo(PostgresSchema.VERSION);
        assertThat(lines.all())
                .filteredOn(line -> line.getMessage().equals("storage.migration-waits"))
                .singleElement()
                .extracting(ILoggingEvent::getKeyValuePairs)
                .hasToString("[tables=\"belay_ledger_schema\", reason=\"others use a table that has to change\"]");
    }

    private boolean isWanted() {
        return number("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'journal'::regclass") > 0;
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + PostgresSchema.SCRIPTS)
                .table("belay_ledger_schema")
                .placeholders(Dialect.POSTGRESQL.words())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                .load()
                .migrate();
    }

    private long number(String query) {
        try (Connection connection = database.getConnection()) {
            return number(connection, query);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
