package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The schema of a Belay file, whose scripts are the resources {@code db/migration/V….sql} of this module.
 *
 * <p>Each script ends by setting SQLite's {@code user_version} to its own number, so that a file tells its version
 * whoever ran the script: this class, which only makes new files, or a migration tool, which also brings older files up
 * to date. A tool that keeps a table of its own about the past takes {@code user_version} as its baseline.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SqliteSchema {

    /** The version that this store reads and writes. */
    public static final int VERSION = 1;

    /** What {@code application_id} is in the header of every Belay file: the letters BELY. */
    public static final int APPLICATION_ID = 0x42454C59;

    private static final String SCRIPT = "/db/migration/V1__ledger.sql";

    private SqliteSchema() {}

    /**
     * Makes a new file with this schema and no ledgers. The file appears under its name when it is complete, so a file
     * without content is always damage and never a beginning.
     *
     * @throws StoreUnavailableException if the file cannot be made, or exists; an existing file is left as it is
     */
    public static void create(Path file) {
        if (Files.exists(file)) {
            throw new StoreUnavailableException("The file " + file + " exists already; choose another name");
        }
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(log)) {
            // SQLite would write its pages into the new file.
            throw new StoreUnavailableException("The file " + file + " is missing, though its log " + log
                    + " is there; put the file back, or move the log away");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            PrivateFile.create(unfinished);
            runScript(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.sync(file);
        } catch (IOException | SQLException failure) {
            throw new StoreUnavailableException(
                    "The file " + file + " cannot be created: " + failure.getMessage(), failure);
        }
    }

    /**
     * The version of the schema in an existing file; 0 if there is none.
     *
     * @throws dev.belay.ledger.LedgerBrokenException if the file is no SQLite database
     * @throws StoreUnavailableException              if the file cannot be read
     */
    public static int version(Path file) {
        try (Connection connection = Connections.readOnly(file)) {
            return version(connection);
        } catch (SQLException failure) {
            throw new Damage(file).from(failure);
        }
    }

    static int version(Connection connection) throws SQLException {
        return pragma(connection, "user_version");
    }

    static boolean isBelayFile(Connection connection) throws SQLException {
        return pragma(connection, "application_id") == APPLICATION_ID;
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void runScript(Path file) throws SQLException {
        try (Connection connection = Connections.create(file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN;\n" + script() + "\nCOMMIT;");
        }
    }

    private static String script() {
        try (InputStream stream = SqliteSchema.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + SCRIPT + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
