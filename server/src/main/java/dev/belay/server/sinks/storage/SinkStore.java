package dev.belay.server.sinks.storage;

import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of sinks, in the table {@code sink}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; every method may block.
 */
public final class SinkStore {

    private static final String ALL = "SELECT * FROM sink ORDER BY created_at, id";
    private static final String IS_AT = "SELECT 1 FROM sink WHERE id = ? AND generation = ?";
    private static final String INSERT = """
        INSERT INTO sink (id, project, environment, manner, kind, target, sealed, paused, generation, created_at,
                          created_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)
        """;
    private static final String PAUSE = "UPDATE sink SET paused = ?, generation = generation + 1 WHERE id = ?";
    private static final String SEAL =
            "UPDATE sink SET sealed = ?, generation = generation + 1 WHERE id = ? AND generation = ?";
    private static final String REPLACE = """
        UPDATE sink SET manner = ?, kind = ?, target = ?, sealed = ?, generation = generation + 1
        WHERE id = ? AND generation = ?
        """;
    // The sink comes first, so that whoever adds to the rest holds it, and is waited for, or finds nothing to add to.
    // The rest is in the order of a node of an earlier version, which does not hold it.
    private static final List<String> DELETE = List.of(
            "DELETE FROM sink WHERE id = ?",
            "DELETE FROM sink_lease WHERE sink_id = ?",
            "DELETE FROM sink_undeliverable WHERE sink_id = ?",
            "DELETE FROM sink_cursor WHERE sink_id = ?");

    private final OperationsDatabase database;
    private final SinkNames names;
    private final CursorStore cursors;

    /** Definitions in a database. */
    public SinkStore(OperationsDatabase database) {
        this.database = database;
        this.names = new SinkNames(database.dialect());
        this.cursors = new CursorStore(database);
    }

    /** Every sink, the oldest first. */
    public List<SinkDefinition> all() {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ALL);
                    ResultSet rows = select.executeQuery()) {
                List<SinkDefinition> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(read(rows));
                }
                return all;
            }
        });
    }

    /** A sink of a project. */
    public Optional<SinkDefinition> find(String project, String id) {
        return all().stream()
                .filter(sink -> sink.id().equals(id) && sink.project().equals(project))
                .findFirst();
    }

    /** Whether a sink is there and still what this definition says. */
    public boolean isCurrent(SinkDefinition sink) {
        return database.use(connection -> {
            try (PreparedStatement select = connection.prepareStatement(IS_AT)) {
                select.setString(1, sink.id());
                select.setLong(2, sink.generation());
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    /**
     * Adds a sink that is not paused, with where it begins; it announces all of any other flag set.
     *
     * @throws RefusedException {@code already-exists} if another sink of the project has its name
     */
    public void add(SinkDefinition sink, Map<LedgerId, Position> starts) {
        database.inTransaction(connection -> {
            names.requireFree(connection, sink);
            insert(connection, sink);
            for (Map.Entry<LedgerId, Position> start : starts.entrySet()) {
                cursors.make(connection, sink.id(), start.getKey(), start.getValue());
            }
            return true;
        });
    }

    private static void insert(Connection connection, SinkDefinition sink) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, sink.id());
            insert.setString(2, sink.project());
            insert.setString(3, sink.environment().orElse(null));
            insert.setString(4, CanonicalJson.text(sink.manner().value().value()));
            insert.setString(5, sink.kind());
            insert.setString(6, CanonicalJson.text(sink.target()));
            insert.setBytes(7, sink.sealed().orElse(null));
            insert.setLong(8, sink.createdAt().toEpochMilli());
            insert.setString(9, sink.createdBy());
            insert.executeUpdate();
        }
    }

    /** Pauses a sink or lets it go on. */
    public void pause(String id, boolean paused) {
        database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(PAUSE)) {
                update.setInt(1, paused ? 1 : 0);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Replaces the secrets of a sink.
     *
     * @return whether nobody else had changed the sink meanwhile
     */
    public boolean seal(SinkDefinition sink, byte[] sealed) {
        return database.use(connection -> {
            try (PreparedStatement update = connection.prepareStatement(SEAL)) {
                update.setBytes(1, sealed);
                update.setString(2, sink.id());
                update.setLong(3, sink.generation());
                return update.executeUpdate() == 1;
            }
        });
    }

    /**
     * Replaces what a sink announces and where to.
     *
     * @param generation that the sink had when this was decided
     * @return whether nobody else had changed the sink meanwhile
     * @throws RefusedException {@code already-exists} if it gets a name that another sink of the project has
     */
    public boolean replace(SinkDefinition sink, long generation) {
        return database.inTransaction(connection -> {
            names.requireFree(connection, sink);
            try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
                update.setString(1, CanonicalJson.text(sink.manner().value().value()));
                update.setString(2, sink.kind());
                update.setString(3, CanonicalJson.text(sink.target()));
                update.setBytes(4, sink.sealed().orElse(null));
                update.setString(5, sink.id());
                update.setLong(6, generation);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Deletes a sink and all that was kept of it. */
    public void delete(String id) {
        database.inTransaction(connection -> {
            for (String sql : DELETE) {
                delete(connection, sql, id);
            }
            return true;
        });
    }

    private static void delete(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private static SinkDefinition read(ResultSet row) throws SQLException {
        return new SinkDefinition(
                row.getString("id"),
                row.getString("project"),
                Optional.ofNullable(row.getString("environment")),
                manner(row),
                row.getString("kind"),
                (Value.StructureValue) json(row.getString("target")),
                Optional.ofNullable(row.getBytes("sealed")),
                row.getInt("paused") != 0,
                row.getLong("generation"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"));
    }

    static Manner manner(ResultSet row) throws SQLException {
        return Manner.read(json(row.getString("manner")));
    }

    private static Value json(String text) {
        return Json.read(text, JsonLimits.TRUSTED);
    }
}
