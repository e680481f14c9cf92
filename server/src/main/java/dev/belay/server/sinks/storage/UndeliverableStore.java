package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that sinks went on without, in the table {@code sink_undeliverable}: the newest thousand of each flag set of a
 * sink. Older ones are forgotten, and {@code sink_cursor} counts how many.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
public final class UndeliverableStore {

    private static final String OF =
            "SELECT * FROM sink_undeliverable WHERE sink_id = ? ORDER BY at, flag_set, event LIMIT ?";
    private static final String COUNT = "SELECT COUNT(*) FROM sink_undeliverable WHERE sink_id = ?";
    private static final String FORGOTTEN = "SELECT SUM(forgotten) FROM sink_cursor WHERE sink_id = ?";
    private static final String FORGET = """
        DELETE FROM sink_undeliverable WHERE sink_id = ? AND flag_set = ? AND event IN (
            SELECT event FROM sink_undeliverable WHERE sink_id = ? AND flag_set = ?
            ORDER BY at DESC, event DESC LIMIT 1000000 OFFSET ?)
        """;
    private static final String COUNT_FORGOTTEN =
            "UPDATE sink_cursor SET forgotten = COALESCE(forgotten, 0) + ? WHERE sink_id = ? AND flag_set = ?";
    private static final String REMOVE =
            "DELETE FROM sink_undeliverable WHERE sink_id = ? AND flag_set = ? AND event = ?";

    private static final int MOST = 1_000;

    private final OperationsDatabase database;
    private final int most;
    private final String add;

    /** Events in a database. */
    public UndeliverableStore(OperationsDatabase database) {
        this(database, MOST);
    }

    /** Keeps so many events of each flag set of a sink. */
    UndeliverableStore(OperationsDatabase database, int most) {
        this.database = database;
        this.most = most;
        this.add = """
            INSERT INTO sink_undeliverable (sink_id, flag_set, event, position, at, attempts, error)
            SELECT id, ?, ?, ?, ?, ?, ? FROM sink WHERE id = ?%s
            ON CONFLICT (sink_id, flag_set, event)
            DO UPDATE SET at = excluded.at, attempts = excluded.attempts, error = excluded.error
            """.formatted(database.dialect().keyShare());
    }

    /** Events that a sink went on without, the oldest first. */
    public List<UndeliverableEvent> of(String sink, int limit) {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OF)) {
                select.setString(1, sink);
                select.setInt(2, limit);
                return read(select);
            }
        });
    }

    /** How many there are. */
    public long count(String sink) {
        return number(COUNT, sink);
    }

    /** How many were forgotten because there were too many. */
    public long forgotten(String sink) {
        return number(FORGOTTEN, sink);
    }

    private long number(String sql, String sink) {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, sink);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    /**
     * Adds an event, or replaces what was kept of it, unless the sink is deleted; the oldest goes where there are too
     * many.
     */
    public void add(UndeliverableEvent event) {
        database.inTransaction(connection -> {
            insert(connection, event);
            int forgotten = forget(connection, event);
            if (forgotten > 0) {
                count(connection, event, forgotten);
            }
            return true;
        });
    }

    private void insert(Connection connection, UndeliverableEvent event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(add)) {
            insert.setString(1, event.flagSet().text());
            insert.setString(2, event.id());
            insert.setString(3, event.position().toString());
            insert.setLong(4, event.at().toEpochMilli());
            insert.setInt(5, event.attempts());
            insert.setString(6, event.error());
            insert.setString(7, event.sink());
            insert.executeUpdate();
        }
    }

    private int forget(Connection connection, UndeliverableEvent event) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setString(1, event.sink());
            delete.setString(2, event.flagSet().text());
            delete.setString(3, event.sink());
            delete.setString(4, event.flagSet().text());
            delete.setInt(5, most);
            return delete.executeUpdate();
        }
    }

    private static void count(Connection connection, UndeliverableEvent event, int forgotten) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(COUNT_FORGOTTEN)) {
            update.setInt(1, forgotten);
            update.setString(2, event.sink());
            update.setString(3, event.flagSet().text());
            update.executeUpdate();
        }
    }

    /** Forgets an event, because it was delivered. */
    public void remove(String sink, LedgerId flagSet, String event) {
        database.use(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
                bind(delete, sink, flagSet, event);
                return delete.executeUpdate();
            }
        });
    }

    private static void bind(PreparedStatement statement, String sink, LedgerId flagSet, String event)
            throws SQLException {
        statement.setString(1, sink);
        statement.setString(2, flagSet.text());
        statement.setString(3, event);
    }

    private static List<UndeliverableEvent> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<UndeliverableEvent> events = new ArrayList<>();
            while (row.next()) {
                events.add(new UndeliverableEvent(
                        row.getString("sink_id"),
                        LedgerId.parse(row.getString("flag_set")),
                        row.getString("event"),
                        Position.parse(row.getString("position")),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getInt("attempts"),
                        row.getString("error")));
            }
            return events;
        }
    }
}
