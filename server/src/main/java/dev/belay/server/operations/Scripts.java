package dev.belay.server.operations;

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

/** The scripts that make the operations tables, written once for both dialects. */
final class Scripts {

    /** Where they are on the class path. */
    static final String FOLDER = "operations";

    /** By number, from 1 on. A script that was released is never changed. */
    private static final List<String> NAMES = List.of(
            "V1__access.sql",
            "V2__compatibility.sql",
            "V3__several_nodes.sql",
            "V4__schedule.sql",
            "V5__sinks.sql",
            "V6__retention.sql",
            "V7__fleet.sql",
            "V8__sink_parts.sql");

    private static final String USABLE_FROM = "SELECT usable_from FROM compatibility";

    private Scripts() {}

    /** The number of the newest. */
    static int newest() {
        return NAMES.size();
    }

    /** The script with a number. */
    static String read(int number, Dialect dialect) {
        String resource = "/" + FOLDER + "/" + NAMES.get(number - 1);
        try (InputStream stream = Scripts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the jar");
            }
            return dialect.spell(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Refuses tables that have not had all scripts, too, for whoever must not run them: older servers may be using them.
     *
     * @param version  the number of the newest script that they have had
     * @param database what to call it in the message
     */
    static void requireUpToDate(Connection connection, int version, String database) throws SQLException {
        if (version < newest()) {
            throw new StoreUnavailableException(database + " has operations tables of schema " + version
                    + ", and this Belay needs " + newest() + "; start a server of this version, which brings them up to"
                    + " date, or use the Belay whose servers they are");
        }
        requireUsable(connection, database);
    }

    /**
     * Refuses tables that only newer servers understand.
     *
     * @param database what to call it in the message
     */
    static void requireUsable(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(USABLE_FROM)) {
            int usableFrom = row.next() ? row.getInt(1) : 0;
            if (usableFrom > newest()) {
                throw new StoreUnavailableException(database + " has operations tables for servers that know schema "
                        + usableFrom + " or a newer one, and this Belay knows up to " + newest()
                        + "; start the Belay that wrote them, or a newer one");
            }
        }
    }
}
