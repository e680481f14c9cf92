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
import java.util.List;

/**
 * The schema of a Belay file, whose scripts are the resources {@code db/migration/V….sql} of this module.
 *
 * <p>Each script ends by setting SQLite's {@code user_version} to its own number, so that a file tells its version
 * whoever ran the script: this class, or a migration tool. A tool that keeps a table of its own about the past takes
 * {@code user_version} as its baseline.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SqliteSchema {

    /** The version that this store reads and writes. */
    public static final int VERSION = 2;

    /** The oldest version that this store brings up to date, and that can be verified and exported as it is. */
    public static final int OLDEST = 1;

    /** What {@code application_id} is in the header of every Belay file: the letters BELY. */
    public static final int APPLICATION_ID = 0x42454C59;

    /** The script of version 1, and so on. */
    private static final List<String> SCRIPTS = List.of("V1__ledger.sql", "V2__base.sql");

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
            runScripts(unfinished);
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

    private static void runScripts(Path file) throws SQLException {
        try (Connection connection = Connections.create(file)) {
            upgrade(connection, 0);
        }
    }

    /**
     * Brings an older file up to date, one version after another, each whole or not at all. Belay files of older versions
     * only lack tables.
     */
    static void upgrade(Path file) throws SQLException {
        try (Connection connection = Connections.create(file)) {
            int version = version(connection);
            if (isBelayFile(connection) && version >= OLDEST) {
                upgrade(connection, version);
            }
        }
    }

    private static void upgrade(Connection connection, int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String script : SCRIPTS.subList(Math.min(from, SCRIPTS.size()), SCRIPTS.size())) {
                statement.executeUpdate("BEGIN;\n" + text(script) + "\nCOMMIT;");
            }
        }
    }

    private static String text(String script) {
        try (InputStream stream = SqliteSchema.class.getResourceAsStream("/db/migration/" + script)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + script + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
