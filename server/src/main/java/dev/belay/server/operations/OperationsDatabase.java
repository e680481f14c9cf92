package dev.belay.server.operations;

import dev.belay.ledger.StoreUnavailableException;
import dev.belay.store.sql.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The operations tables, in a SQLite file beside the ledgers' own, whose writer shares its lock with nobody. They are
 * few and small, so every use opens a connection of its own.
 *
 * <p>The file's {@code user_version} is the number of the newest script that it has had; opening runs the newer ones,
 * each in a transaction. No library does that, because loading one would take longer than everything else at a start.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
public final class OperationsDatabase {

    /** What the file is called in a data folder. */
    public static final String FILE = "operations.db";

    private static final List<String> SCRIPTS = List.of("/operations/V1__access.sql");
    private static final int BUSY_MILLIS = 10_000;
    private static final int PRIMARY_CODE = 0xFF;

    private final Path file;

    private OperationsDatabase(Path file) {
        this.file = file;
    }

    /**
     * Opens the tables in a file, makes it if there is none, and brings it up to date.
     *
     * @throws StoreUnavailableException if that fails; an existing file is then as it was
     */
    public static OperationsDatabase open(Path file) {
        try {
            PrivateFile.create(file);
        } catch (IOException failure) {
            throw new StoreUnavailableException(
                    "The file " + file + " cannot be created; change the permissions of its folder", failure);
        }
        OperationsDatabase database = new OperationsDatabase(file.toAbsolutePath());
        database.use(connection -> {
            migrate(connection);
            return true;
        });
        return database;
    }

    /**
     * Does something with a connection, which commits by itself.
     *
     * @throws StoreUnavailableException if the database cannot do it
     */
    public <T> T use(Work<T> work) {
        try (Connection connection =
                JDBC.createConnection(JDBC.PREFIX + file, settings().toProperties())) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new StoreUnavailableException(
                    "The file " + file + ", which holds keys and tokens, " + trouble(failure), failure);
        }
    }

    /**
     * Something to do with a connection.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {

        /** Does it. */
        T with(Connection connection) throws SQLException;
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
        return settings;
    }

    private static void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > SCRIPTS.size()) {
                throw new SQLException("it has schema " + version + ", and this Belay knows up to " + SCRIPTS.size()
                        + "; start the Belay that wrote it, or a newer one");
            }
            for (int next = version + 1; next <= SCRIPTS.size(); next++) {
                statement.executeUpdate("BEGIN IMMEDIATE;\n" + script(SCRIPTS.get(next - 1))
                        + "\nPRAGMA user_version = " + next + ";\nCOMMIT;");
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String script(String resource) {
        try (InputStream stream = OperationsDatabase.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
