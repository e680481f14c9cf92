package dev.belay.server.sinks.storage;

import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides which of several nodes delivers a sink. The holder counts a number up in the table; whoever sees that number
 * stand still for long enough, by its own clock that only goes forward, takes over. No two machines' clocks are ever
 * compared, and each holder has a number of its own, the fence, without which it can store nothing any more.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Leases {

    /** How long a lease stands still before another node takes over. */
    public static final Duration EXPIRY = Duration.ofSeconds(10);

    /** How long after it has last counted up a holder goes on; the rest is for what is under way. */
    private static final Duration VALIDITY = Duration.ofSeconds(5);

    private static final String FIND = "SELECT holder, fence, beat FROM sink_lease WHERE sink_id = ?";
    private static final String TAKE =
            "UPDATE sink_lease SET holder = ?, fence = fence + 1, beat = 0 WHERE sink_id = ? AND fence = ? AND beat ="
                    + " ?";
    private static final String RENEW =
            "UPDATE sink_lease SET beat = beat + 1 WHERE sink_id = ? AND fence = ? AND holder = ?";
    private static final String RELEASE = "UPDATE sink_lease SET holder = '' WHERE sink_id = ? AND fence = ?";

    private final OperationsDatabase database;
    private final String node;
    private final boolean alone;
    private final LongSupplier nanos;
    private final String make;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * Leases in a database.
     *
     * @param node  names this process among all
     * @param alone whether no other process can use the database, so that whoever holds a lease there is dead
     * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Leases(OperationsDatabase database, String node, boolean alone, LongSupplier nanos) {
        this.database = database;
        this.node = node;
        this.alone = alone;
        this.nanos = nanos;
        this.make = """
            INSERT INTO sink_lease (sink_id, holder, fence, beat)
            SELECT id, '', 0, 0 FROM sink WHERE id = ?%s
            ON CONFLICT (sink_id) DO NOTHING
            """.formatted(database.dialect().keyShare());
    }

    /**
     * Takes or renews the lease of a sink, if that is possible.
     *
     * @param held what this node holds of it so far
     */
    // Absent is what most nodes hold of most sinks.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public Optional<Lease> hold(String sink, Optional<Lease> held) {
        return held.isPresent() ? renew(held.get()) : database.use(connection -> take(connection, sink));
    }

    /** Lets another node take over at once. */
    public void release(Lease lease) {
        database.use(connection -> update(connection, RELEASE, lease.sink, lease.fence));
    }

    private Optional<Lease> renew(Lease lease) {
        if (alone) {
            return Optional.of(lease);
        }
        long start = nanos.getAsLong();
        int renewed = database.use(connection -> update(connection, RENEW, lease.sink, lease.fence, node));
        if (renewed == 0) {
            return Optional.empty();
        }
        lease.renewedAt = start;
        return Optional.of(lease);
    }

    private Optional<Lease> take(Connection connection, String sink) throws SQLException {
        update(connection, make, sink);
        Row row = find(connection, sink);
        if (!isFree(sink, row)) {
            return Optional.empty();
        }
        long start = nanos.getAsLong();
        seen.remove(sink);
        return update(connection, TAKE, node, sink, row.fence(), row.beat()) == 0
                ? Optional.empty()
                : Optional.of(new Lease(sink, row.fence() + 1, start));
    }

    private boolean isFree(String sink, Row row) {
        if (alone || row.holder().isEmpty()) {
            return true;
        }
        long now = nanos.getAsLong();
        Seen before = seen.get(sink);
        if (before == null || !before.row().equals(row)) {
            seen.put(sink, new Seen(row, now));
            return false;
        }
        return now - before.at() > EXPIRY.toNanos();
    }

    private static Row find(Connection connection, String sink) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, sink);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Row(row.getString(1), row.getLong(2), row.getLong(3))
                        : new Row("?", 0, 0); // deleted meanwhile
            }
        }
    }

    private static int update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            return statement.executeUpdate();
        }
    }

    private record Row(String holder, long fence, long beat) {}

    private record Seen(Row row, long at) {}

    /**
     * The right to deliver a sink.
     *
     * <p><b>Thread-safety:</b> safe for use by many threads.
     */
    public final class Lease {
        private final String sink;
        private final long fence;
        private volatile long renewedAt;

        private Lease(String sink, long fence, long renewedAt) {
            this.sink = sink;
            this.fence = fence;
            this.renewedAt = renewedAt;
        }

        /** The id of the sink. */
        public String sink() {
            return sink;
        }

        /** The number that tells holders apart. */
        public long fence() {
            return fence;
        }

        /** Whether no other node can have taken over yet. */
        public boolean isValid() {
            return alone || nanos.getAsLong() - renewedAt < VALIDITY.toNanos();
        }
    }
}
