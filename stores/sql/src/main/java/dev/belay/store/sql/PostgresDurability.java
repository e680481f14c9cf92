package dev.belay.store.sql;

import dev.belay.ledger.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Sees to it that what a PostgreSQL server acknowledges is on its disk. */
final class PostgresDurability {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final String OFF = "off";

    private PostgresDurability() {}

    /**
     * Makes a connection wait for the disk, whatever the server's setting is.
     *
     * @throws StoreUnavailableException if the server does not write to the disk at all before it answers
     */
    static void demand(Connection connection) throws SQLException {
        if (setting(connection, "fsync").equals(OFF)) {
            throw new StoreUnavailableException("The PostgreSQL server has fsync = off and would lose acknowledged"
                    + " changes in a crash of its machine; set fsync = on");
        }
        if (setting(connection, "full_page_writes").equals(OFF)) {
            LOGGER.log(
                    Level.WARNING,
                    "store.unsafe-setting full_page_writes=off message=\"only a file system that never tears pages allows it\"");
        }
        if (setting(connection, "synchronous_commit").equals(OFF)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = on");
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
