package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far sinks have come, in the table {@code sink_cursor}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
public final class CursorStore {

    private static final String OF = "SELECT * FROM sink_cursor WHERE sink_id = ? ORDER BY flag_set";
    private static final String ALL = "SELECT * FROM sink_cursor ORDER BY sink_id, flag_set";
    private static final String MAKE = """
        INSERT INTO sink_cursor (sink_id, flag_set, position, generation, attempts, blocked)
        VALUES (?, ?, ?, 0, 0, 0)
        ON CONFLICT (sink_id, flag_set) DO NOTHING
        """;
    private static final String ADVANCE = """
        UPDATE sink_cursor
        SET position = ?, announced = ?, failing_since = ?, attempts = ?, event = ?, error = ?, blocked = ?
        WHERE sink_id = ? AND flag_set = ? AND generation = ?
          AND EXISTS (SELECT 1 FROM sink_lease WHERE sink_lease.sink_id = ? AND fence = ?)
        """;
    private static final String RELEASE = """
        UPDATE sink_cursor
        SET generation = generation + 1, failing_since = NULL, attempts = 0, event = NULL, error = NULL, blocked = 0
        WHERE sink_id = ?
        """;
    private static final String MOVE = """
        UPDATE sink_cursor
        SET position = ?, announced = ?, generation = generation + 1, failing_since = NULL, attempts = 0,
            event = NULL, error = NULL, blocked = 0
        WHERE sink_id = ? AND flag_set = ?
        """;

    private final OperationsDatabase database;

    /** Cursors in a database. */
    public CursorStore(OperationsDatabase database) {
        this.database = database;
    }

    /** The cursors of a sink, by flag set. */
    public List<Cursor> of(String sink) {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OF)) {
                select.setString(1, sink);
                return read(select);
            }
        });
    }

    /** All cursors. */
    public List<Cursor> all() {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ALL)) {
                return read(select);
            }
        });
    }

    /** Makes a cursor that stands at a position, unless there is one already. */
    public void make(String sink, LedgerId flagSet, Position position) {
        database.use(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(MAKE)) {
                insert.setString(1, sink);
                insert.setString(2, flagSet.text());
                insert.setString(3, position.toString());
                return insert.executeUpdate();
            }
        });
    }

    /**
     * Stores how far a line has come, or what keeps it.
     *
     * @param fence of the lease under which the line runs
     * @return whether that was stored; not if another node has taken over, or somebody has moved the cursor
     */
    public boolean store(Cursor cursor, long fence) {
        return database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
                bind(update, cursor);
                update.setString(11, cursor.sink());
                update.setLong(12, fence);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Lets all lines of a sink that wait try again at once. */
    public void release(String sink) {
        database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
                update.setString(1, sink);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Moves a cursor, so that the next event says that it follows this position.
     *
     * @return whether there is one
     */
    public boolean move(String sink, LedgerId flagSet, Position position) {
        return database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(MOVE)) {
                update.setString(1, position.toString());
                update.setString(2, position.toString());
                update.setString(3, sink);
                update.setString(4, flagSet.text());
                return update.executeUpdate() == 1;
            }
        });
    }

    private static void bind(PreparedStatement update, Cursor cursor) throws SQLException {
        Optional<Cursor.Trouble> trouble = cursor.trouble();
        update.setString(1, cursor.position().toString());
        update.setString(2, cursor.announced().map(Position::toString).orElse(null));
        update.setObject(3, trouble.map(each -> each.since().toEpochMilli()).orElse(null), java.sql.Types.BIGINT);
        update.setInt(4, trouble.map(Cursor.Trouble::attempts).orElse(0));
        update.setString(5, trouble.map(Cursor.Trouble::event).orElse(null));
        update.setString(6, trouble.map(Cursor.Trouble::error).orElse(null));
        update.setInt(7, trouble.filter(Cursor.Trouble::blocked).isPresent() ? 1 : 0);
        update.setString(8, cursor.sink());
        update.setString(9, cursor.flagSet().text());
        update.setLong(10, cursor.generation());
    }

    private static List<Cursor> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Cursor> cursors = new ArrayList<>();
            while (rows.next()) {
                cursors.add(read(rows));
            }
            return cursors;
        }
    }

    private static Cursor read(ResultSet row) throws SQLException {
        return new Cursor(
                row.getString("sink_id"),
                LedgerId.parse(row.getString("flag_set")),
                Position.parse(row.getString("position")),
                Optional.ofNullable(row.getString("announced")).map(Position::parse),
                row.getLong("generation"),
                trouble(row));
    }

    private static Optional<Cursor.Trouble> trouble(ResultSet row) throws SQLException {
        long since = row.getLong("failing_since");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Cursor.Trouble(
                        Instant.ofEpochMilli(since),
                        row.getInt("attempts"),
                        row.getString("event"),
                        row.getString("error"),
                        row.getInt("blocked") != 0));
    }
}
