package dev.belay.server.fleet;

import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables by which nodes on one PostgreSQL database tell one another what they know of instances. How old something
 * is, is said by the database's clock alone.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
final class FleetTables {

    /** Changes when any node has written. */
    static final String TOPIC = "fleet";

    private static final int MOST_ROWS = 10_000;
    // What is written here is told again by those who know it, so nobody waits for a disk.
    private static final String UNHURRIED = "SET LOCAL synchronous_commit = off";
    private static final String BEAT = "UPDATE fleet_node SET seen_at = clock_timestamp() WHERE node = ?";
    private static final String ARRIVE = """
        INSERT INTO fleet_node (node, seen_at) VALUES (?, clock_timestamp()) ON CONFLICT (node) DO NOTHING
        """;
    private static final String WRITE = """
        INSERT INTO fleet_report (node, flag_set, generation, written_at, report)
        VALUES (?, ?, ?, clock_timestamp(), ?)
        ON CONFLICT (node, flag_set) DO UPDATE SET generation = excluded.generation,
        written_at = excluded.written_at, report = excluded.report
        """;
    private static final String LIST = """
        SELECT r.node, r.flag_set, r.generation,
               CAST(extract(epoch FROM clock_timestamp() - r.written_at) * 1000 AS BIGINT),
               CAST(extract(epoch FROM clock_timestamp() - n.seen_at) * 1000 AS BIGINT)
        FROM fleet_report r JOIN fleet_node n ON n.node = r.node
        WHERE r.node <> ? ORDER BY n.seen_at DESC LIMIT\s""" + MOST_ROWS;
    private static final String READ = "SELECT report FROM fleet_report WHERE node = ? AND flag_set = ?";
    private static final String LONG_GONE = "seen_at < clock_timestamp() - INTERVAL '1 hour'";
    private static final String SWEEP_REPORTS =
            "DELETE FROM fleet_report WHERE node NOT IN (SELECT node FROM fleet_node WHERE NOT " + LONG_GONE + ")";
    private static final String SWEEP_NODES = "DELETE FROM fleet_node WHERE " + LONG_GONE;

    private final OperationsDatabase database;
    private final String node;

    /** @param node names this run of this server */
    FleetTables(OperationsDatabase database, String node) {
        this.database = database;
        this.node = node;
    }

    /** Says that this node is there, and answers whether the tables knew that and still have its reports. */
    boolean beat() {
        return unhurried(connection -> {
            boolean known = update(connection, BEAT) > 0;
            if (!known) {
                update(connection, ARRIVE);
            }
            return known;
        });
    }

    /** Writes reports of this node by flag set, and wakes the others. */
    void write(Map<String, byte[]> reports, long generation) {
        unhurried(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                for (Map.Entry<String, byte[]> each : reports.entrySet()) {
                    statement.setString(1, node);
                    statement.setString(2, each.getKey());
                    statement.setLong(3, generation);
                    statement.setBytes(4, each.getValue());
                    statement.executeUpdate();
                }
            }
            database.topics().tell(connection, TOPIC);
            return true;
        });
    }

    /** The reports of other nodes, without what they say. */
    List<Row> others() {
        return database.use(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
                statement.setString(1, node);
                List<Row> rows = new ArrayList<>();
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        rows.add(new Row(
                                found.getString(1),
                                found.getString(2),
                                found.getLong(3),
                                age(found, 4),
                                age(found, 5)));
                    }
                }
                return rows;
            }
        });
    }

    /** What another node's report says; nothing if it is gone. */
    byte[] read(Row row) {
        return database.use(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                statement.setString(1, row.node());
                statement.setString(2, row.flagSet());
                try (ResultSet found = statement.executeQuery()) {
                    return found.next() ? found.getBytes(1) : new byte[0];
                }
            }
        });
    }

    /** Forgets nodes that have been silent for an hour. */
    void sweep() {
        unhurried(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(SWEEP_REPORTS);
                return statement.executeUpdate(SWEEP_NODES);
            }
        });
    }

    private <T> T unhurried(OperationsDatabase.Work<T> work) {
        return database.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(UNHURRIED);
            }
            return work.with(connection);
        });
    }

    private int update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, node);
            return statement.executeUpdate();
        }
    }

    private static Duration age(ResultSet row, int column) throws SQLException {
        return Duration.ofMillis(Math.max(0, row.getLong(column)));
    }

    /**
     * A report of another node.
     *
     * @param generation another one for each report of the node
     * @param written    how long ago it was written
     * @param seen       how long ago the node has last said that it is there
     */
    record Row(String node, String flagSet, long generation, Duration written, Duration seen) {}
}
