package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
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
    private static final String ALL = """
        SELECT sink_cursor.* FROM sink_cursor JOIN sink ON sink.id = sink_cursor.sink_id ORDER BY sink_id, flag_set
        """;
    private static final String ADVANCE = """
        UPDATE sink_cursor
        SET position = ?, announced = ?, part_entry = ?, part_changes = ?, part_generation = generation,
            failing_since = ?, tried_millis = ?, attempts = ?, event = ?, error = ?, blocked = ?
        WHERE sink_id = ? AND flag_set = ? AND generation = ?
          AND EXISTS (SELECT 1 FROM sink_lease WHERE sink_lease.sink_id = ? AND fence = ?)
        """;

    private static final String UNTROUBLED = """
        failing_since = NULL, tried_millis = NULL, attempts = 0, event = NULL, error = NULL, blocked = 0
        """;
    private static final String RELEASE = """
        UPDATE sink_cursor
        SET part_generation = CASE WHEN part_generation = generation THEN generation + 1 END,
            generation = generation + 1,
        """ + UNTROUBLED + "WHERE sink_id = ? AND failing_since IS NOT NULL";
    private static final String MOVE = """
        UPDATE sink_cursor
        SET position = ?, announced = ?, part_entry = NULL, generation = generation + 1,
        """ + UNTROUBLED + "WHERE sink_id = ? AND flag_set = ?";
    private static final String SKIP =
            """
        UPDATE sink_cursor
        SET position = ?, announced = ?, part_entry = ?, part_changes = ?, part_generation = generation + 1,
            generation = generation + 1,
        """ + UNTROUBLED + "WHERE sink_id = ? AND flag_set = ? AND generation = ? AND event = ?";

    private final OperationsDatabase database;
    private final String make;

    /** Cursors in a database. */
    public CursorStore(OperationsDatabase database) {
        this.database = database;
        this.make = """
            INSERT INTO sink_cursor (sink_id, flag_set, position, generation, attempts, blocked)
            SELECT id, ?, ?, 0, 0, 0 FROM sink WHERE id = ?%s
            ON CONFLICT (sink_id, flag_set) DO NOTHING
            """.formatted(database.dialect().keyShare());
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

    /** All cursors of sinks that are there. */
    public List<Cursor> all() {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ALL)) {
                return read(select);
            }
        });
    }

    /** Makes a cursor that stands at a position, unless there is one already, or the sink is deleted. */
    public void make(String sink, LedgerId flagSet, Position position) {
        database.use(connection -> {
            make(connection, sink, flagSet, position);
            return true;
        });
    }

    void make(Connection connection, String sink, LedgerId flagSet, Position position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(make)) {
            insert.setString(1, flagSet.text());
            insert.setString(2, position.toString());
            insert.setString(3, sink);
            insert.executeUpdate();
        }
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
                int last = bind(update, cursor);
                update.setString(last + 1, cursor.sink());
                update.setLong(last + 2, fence);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Lets all lines of a sink that wait try again at once; what the others have under way stays theirs to store. */
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

    /**
     * Moves a cursor past the event that it waits for, on behalf of a person.
     *
     * @param event that the cursor is in trouble with
     * @param past  the cursor as it was read, moved
     * @return whether that was done; not if the cursor has gone on, or was moved, meanwhile
     */
    public boolean skip(String event, Cursor past) {
        return database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SKIP)) {
                int last = bindPlace(update, past);
                bindKey(update, last, past);
                update.setString(last + 4, event);
                return update.executeUpdate() == 1;
            }
        });
    }

    private static int bind(PreparedStatement update, Cursor cursor) throws SQLException {
        int last = bindPlace(update, cursor);
        Optional<Cursor.Trouble> trouble = cursor.trouble();
        update.setObject(
                last + 1, trouble.map(each -> each.since().toEpochMilli()).orElse(null), Types.BIGINT);
        update.setObject(last + 2, trouble.map(each -> each.tried().toMillis()).orElse(null), Types.BIGINT);
        update.setInt(last + 3, trouble.map(Cursor.Trouble::attempts).orElse(0));
        update.setString(last + 4, trouble.map(Cursor.Trouble::event).orElse(null));
        update.setString(last + 5, trouble.map(Cursor.Trouble::error).orElse(null));
        update.setInt(last + 6, trouble.filter(Cursor.Trouble::blocked).isPresent() ? 1 : 0);
        return bindKey(update, last + 6, cursor);
    }

    private static int bindPlace(PreparedStatement update, Cursor cursor) throws SQLException {
        Optional<Cursor.Part> part = cursor.part();
        update.setString(1, cursor.position().toString());
        update.setString(2, cursor.announced().map(Position::toString).orElse(null));
        update.setString(3, part.map(each -> each.entry().toString()).orElse(null));
        update.setObject(4, part.map(each -> (long) each.changes()).orElse(null), Types.BIGINT);
        return 4;
    }

    private static int bindKey(PreparedStatement update, int last, Cursor cursor) throws SQLException {
        update.setString(last + 1, cursor.sink());
        update.setString(last + 2, cursor.flagSet().text());
        update.setLong(last + 3, cursor.generation());
        return last + 3;
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
                part(row),
                Optional.ofNullable(row.getString("announced")).map(Position::parse),
                row.getLong("generation"),
                trouble(row));
    }

    // A node of an older version moves cursors without a word of parts, which then are of an older generation.
    private static Optional<Cursor.Part> part(ResultSet row) throws SQLException {
        String entry = row.getString("part_entry");
        return entry == null || row.getLong("part_generation") != row.getLong("generation")
                ? Optional.empty()
                : Optional.of(new Cursor.Part(Position.parse(entry), row.getInt("part_changes")));
    }

    private static Optional<Cursor.Trouble> trouble(ResultSet row) throws SQLException {
        long since = row.getLong("failing_since");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Cursor.Trouble(
                        Instant.ofEpochMilli(since),
                        Duration.ofMillis(row.getLong("tried_millis")),
                        row.getInt("attempts"),
                        row.getString("event"),
                        row.getString("error"),
                        row.getInt("blocked") != 0));
    }
}
