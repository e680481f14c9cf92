package dev.belay.server.operations;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.sql.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * The operations tables in a SQLite file beside the ledgers' own, whose writer shares its lock with nobody.
 *
 * <p>The file's {@code user_version} is the number of the newest script that it has had; opening runs the newer ones,
 * each in a transaction. No library does that, because loading one would take longer than everything else at a start.
 */
final class SqliteOperations {

    private static final int BUSY_MILLIS = 10_000;
    private static final int PRIMARY_CODE = 0xFF;

    private final Path file;

    private SqliteOperations(Path file) {
        this.file = file;
    }

    static OperationsDatabase open(Path file) {
        try {
            PrivateFile.create(file);
        } catch (IOException failure) {
            throw new StoreUnavailableException(
                    "The file " + file + " cannot be created; change the permissions of its folder", failure);
        }
        SqliteOperations sqlite = new SqliteOperations(file.toAbsolutePath());
        OperationsDatabase database = sqlite.database();
        database.use(sqlite::migrate);
        return database;
    }

    /** Nothing where there is no file. */
    static Optional<OperationsDatabase> openExisting(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SqliteOperations sqlite = new SqliteOperations(file.toAbsolutePath());
        OperationsDatabase database = sqlite.database();
        database.use(sqlite::requireUpToDate);
        return Optional.of(database);
    }

    private OperationsDatabase database() {
        SQLiteDataSource source = new SQLiteDataSource(settings());
        source.setUrl(JDBC.PREFIX + file);
        return new OperationsDatabase(Dialect.SQLITE, source, this::explain);
    }

    private StoreUnavailableException explain(SQLException failure) {
        return new StoreUnavailableException(
                "The file " + file + ", which holds keys and tokens, " + trouble(failure), failure);
    }

    private static String trouble(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_ERROR ->
                "is damaged or not one of Belay; restore a copy of it, or delete it to begin without keys and tokens";
            default -> "cannot be used: " + failure.getMessage();
        };
    }

    private static SQLiteConfig settings() {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_MILLIS);
        // A transaction that reads first could not become one that writes while another does.
        settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return settings;
    }

    private int migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            for (int next = version + 1; next <= Scripts.newest(); next++) {
                statement.executeUpdate("BEGIN IMMEDIATE;\n" + Scripts.read(next, Dialect.SQLITE)
                        + "\nPRAGMA user_version = " + next + ";\nCOMMIT;");
            }
            Scripts.requireUsable(connection, "The file " + file);
            return version;
        }
    }

    private int requireUpToDate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            Scripts.requireUpToDate(connection, version, "The file " + file);
            return version;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
