package dev.belay.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to a Belay file, each kind with its settings. */
final class Connections {

    private static final int BUSY_MILLIS = 10_000;
    private static final int WAL_LIMIT_BYTES = 64 * 1024 * 1024;

    /** In KiB, which SQLite wants below zero. A change of ten thousand flags touches this much. */
    private static final int WRITER_CACHE = -64 * 1024;

    private Connections() {}

    /** To a new file, for its schema alone. */
    static SQLiteConnection create(Path file) throws SQLException {
        return open(file, settings());
    }

    /** The one that writes: a transaction is on disk when its commit returns. */
    static SQLiteConnection writer(Path file) throws SQLException {
        SQLiteConfig settings = existing(settings());
        settings.setJournalMode(JournalMode.WAL);
        settings.setJournalSizeLimit(WAL_LIMIT_BYTES);
        settings.setCacheSize(WRITER_CACHE);
        return open(file, settings);
    }

    /** One that reads what is committed, beside the writer. */
    static SQLiteConnection reader(Path file) throws SQLException {
        SQLiteConnection connection = open(file, existing(settings()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = 1");
        }
        return connection;
    }

    /** One that can change nothing at all, for a file that may be damaged. */
    static SQLiteConnection readOnly(Path file) throws SQLException {
        SQLiteConfig settings = existing(settings());
        settings.setReadOnly(true);
        return open(file, settings);
    }

    /** One that can change nothing, and goes as far as the pages go when a file has lost its end or part of its schema. */
    static SQLiteConnection salvage(Path file) throws SQLException {
        SQLiteConfig settings = existing(new SQLiteConfig());
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.setReadOnly(true);
        SQLiteConnection connection = open(file, settings);
        try (Statement statement = connection.createStatement()) {
            // Must come before the first look at the schema, which some other settings would take.
            statement.execute("PRAGMA writable_schema = 1");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static SQLiteConfig settings() {
        SQLiteConfig settings = new SQLiteConfig();
        // Otherwise the driver asks for the last row id after every single insert, a tenth of a large change's time.
        settings.setGetGeneratedKeys(false);
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_MILLIS);
        return settings;
    }

    private static SQLiteConfig existing(SQLiteConfig settings) {
        settings.resetOpenMode(SQLiteOpenMode.CREATE);
        return settings;
    }

    private static SQLiteConnection open(Path file, SQLiteConfig settings) throws SQLException {
        SQLiteConnection connection =
                JDBC.createConnection(JDBC.PREFIX + file.toAbsolutePath(), settings.toProperties());
        try (Statement statement = connection.createStatement()) {
            // Finds a page whose cells cannot be right when it is read, not when it is needed.
            statement.execute("PRAGMA cell_size_check = 1");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }
}
