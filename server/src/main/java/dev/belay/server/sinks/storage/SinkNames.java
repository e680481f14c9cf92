package dev.belay.server.sinks.storage;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.json.Violation;
import dev.belay.server.operations.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that people can tell the sinks of a project apart. Sinks of older versions may have a name together, so
 * that no constraint of the table can, and whoever keeps the name that is stored is let through.
 */
record SinkNames(Dialect dialect) {

    // Others may read, and give a sink cursors, but none is made or changed until the transaction ends.
    private static final String LOCK = "LOCK TABLE sink IN SHARE ROW EXCLUSIVE MODE";
    private static final String OF_PROJECT = "SELECT id, manner FROM sink WHERE project = ?";

    /**
     * Refuses a name that another sink of the project has, unless this one has it, too; until the transaction ends no
     * other one gets it.
     *
     * @param connection in a transaction that has locked nothing yet
     * @throws RefusedException {@code already-exists}; it says no more to those who may not see the other sink
     */
    void requireFree(Connection connection, SinkDefinition sink) throws SQLException {
        lock(connection);
        Map<String, String> names = names(connection, sink.project());
        String name = sink.manner().name();
        if (names.containsValue(name) && !name.equals(names.get(sink.id()))) {
            String detail =
                    "The name '" + name + "' is taken in the project '" + sink.project() + "'; choose another name";
            throw new RefusedException(
                    ProblemName.ALREADY_EXISTS, detail, List.of(Violation.of("/name", detail)), Map.of());
        }
    }

    // In SQLite a transaction has the file for itself from its beginning.
    private void lock(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK);
            }
        }
    }

    private static Map<String, String> names(Connection connection, String project) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_PROJECT)) {
            select.setString(1, project);
            try (ResultSet rows = select.executeQuery()) {
                Map<String, String> names = new HashMap<>();
                while (rows.next()) {
                    names.put(rows.getString(1), SinkStore.manner(rows).name());
                }
                return names;
            }
        }
    }
}
