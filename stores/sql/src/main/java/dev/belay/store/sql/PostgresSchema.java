package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The schema of a PostgreSQL database, whose scripts are the resources {@code db/postgresql/V….sql} of this module, for
 * a migration tool such as Flyway. The store only looks at what the newest script has written into the table
 * {@code journal}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class PostgresSchema {

    /** The version that this store reads and writes. */
    public static final int VERSION = 3;

    /** Where the scripts are on the class path. */
    public static final String SCRIPTS = "db/postgresql";

    private static final List<String> NAMES = List.of("V1__ledger.sql", "V2__base.sql", "V3__file.sql");

    private PostgresSchema() {}

    /** All scripts, the oldest first, in one text: it gives an empty database the tables of this version. */
    public static String script() {
        return NAMES.stream().map(PostgresSchema::script).collect(Collectors.joining("\n"));
    }

    private static String script(String name) {
        try (InputStream stream = PostgresSchema.class.getResourceAsStream("/" + SCRIPTS + "/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Refuses a schema that this store does not understand; a newer one may still be usable by older nodes. */
    static void require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version, usable_from FROM journal")) {
            if (!row.next()) {
                throw new StoreUnavailableException("The table journal has lost its row; restore it from a backup");
            }
            require(row.getInt(1), row.getInt(2));
        }
    }

    private static void require(int version, int usableFrom) {
        if (version < VERSION || usableFrom > VERSION) {
            throw new StoreUnavailableException("The PostgreSQL database has schema " + version
                    + ", usable from version " + usableFrom + " on, and this Belay needs " + VERSION + "; "
                    + (version < VERSION ? "migrate the database" : "start a newer Belay"));
        }
    }
}
