package dev.belay.server.operations;

import dev.belay.ledger.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The operations tables, in a SQLite file beside the ledgers' own, whose writer shares its lock with nobody. They are
 * few and small, so every use opens a connection of its own.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class OperationsDatabase {

    /** What the file is called in a data folder. */
    public static final String FILE = "operations.db";

    private static final String SCRIPTS = "db/operations";

    /** The number of the newest script. */
    private static final int NEWEST = 1;

    private static final int BUSY_MILLIS = 10_000;

    private final Jdbi jdbi;

    private OperationsDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Opens the tables in a file, makes it if there is none, and brings it up to date.
     *
     * @throws StoreUnavailableException if that fails; an existing file is then as it was
     */
    public static OperationsDatabase open(Path file) {
        DataSource source = source(file);
        try {
            if (!isUpToDate(source)) {
                migrate(source);
            }
            return new OperationsDatabase(Jdbi.create(source));
        } catch (FlywayException failure) {
            throw new StoreUnavailableException(
                    "The file " + file + ", which holds keys and tokens, cannot be used: " + firstLine(failure),
                    failure);
        }
    }

    /** The way to the tables. */
    public Jdbi jdbi() {
        return jdbi;
    }

    private static DataSource source(Path file) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
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
                        "SELECT 1 FROM flyway_schema_history WHERE success AND version = '" + NEWEST + "'")) {
            return rows.next();
        } catch (SQLException noSuchTable) {
            return false;
        }
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + SCRIPTS)
                .load()
                .migrate();
    }
}
