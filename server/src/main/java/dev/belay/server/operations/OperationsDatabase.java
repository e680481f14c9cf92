package dev.belay.server.operations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The operations tables beside the ledger's in one SQLite file. They are few and small, so every use opens a connection
 * of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class OperationsDatabase {

    /** The newest script in {@code db/migration}. */
    private static final int NEWEST_SCRIPT = 2;

    private static final int BUSY_MILLIS = 10_000;

    private final Jdbi jdbi;

    private OperationsDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Opens the tables in a file that the ledger's schema was created in, and brings them up to date.
     *
     * @throws org.flywaydb.core.api.FlywayException if a script fails; the file is then as it was
     */
    public static OperationsDatabase open(Path file) {
        DataSource source = source(file);
        if (!isUpToDate(source)) {
            migrate(source);
        }
        return new OperationsDatabase(Jdbi.create(source));
    }

    /** The way to the tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    private static DataSource source(Path file) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    // Loading the migration tool takes longer than everything else at a start, and usually there is nothing to do.
    private static boolean isUpToDate(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM flyway_schema_history WHERE success AND version = '" + NEWEST_SCRIPT + "'")) {
            return rows.next();
        } catch (SQLException noSuchTable) {
            return false;
        }
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .baselineOnMigrate(true)
                .baselineVersion("1")
                .load()
                .migrate();
    }
}
