package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Whether a query travels to a server, so that a few large ones are quicker than many small ones. */
final class Journeys {

    private static final String SERVER = "PostgreSQL";

    private Journeys() {}

    static boolean areLong(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals(SERVER);
    }
}
