package dev.belay.server.access;

import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes credentials that have not counted for a month, and codes of setup links that nobody can use any more.
 *
 * <p>An expired credential goes only if an earlier sweep has seen it expired for as long, and as long as the clock has not
 * jumped since the first sweep: what a wrong clock makes of a valid credential can be undone, what is deleted cannot.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; blocks.
 */
public final class CredentialSweep implements Runnable {

    /** What the schedule calls it. */
    public static final String NAME = "sweep-credentials";

    /** How long the schedule pauses between two. */
    public static final Duration PAUSE = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger("belay.access");
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LARGEST_JUMP = Duration.ofDays(1);
    private static final String REVOKED = "DELETE FROM credential WHERE revoked_at < ?";
    private static final String EXPIRED = "SELECT id FROM credential WHERE expires_at < ?";
    private static final String SEEN = "DELETE FROM credential WHERE expires_at < ? AND id = ?";
    private static final String CODES = "DELETE FROM setup_code WHERE expires_at < ?";

    private final OperationsDatabase database;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private Set<String> seenExpired = Set.of();
    private @Nullable Duration aheadAtFirst;

    /** Sweeps a database, by the clock that all who use it agree on. */
    public CredentialSweep(OperationsDatabase database, InstantSource clock) {
        this(database, clock, System::nanoTime);
    }

    /** @param nanos does not jump */
    CredentialSweep(OperationsDatabase database, InstantSource clock, LongSupplier nanos) {
        this.database = database;
        this.clock = database.clock(clock);
        this.nanos = nanos;
    }

    @Override
    public synchronized void run() {
        Instant now = clock.instant();
        if (hasJumped(now)) {
            LOG.warn(
                    "access.clock-jumped now={} message=\"nothing is swept; set the clock right, or restart if it is\"",
                    now);
            return;
        }
        Instant before = now.minus(KEPT);
        Set<String> expired = database.use(connection -> expired(connection, before));
        int deleted = database.inTransaction(connection -> {
            delete(connection, CODES, now);
            int credentials = delete(connection, REVOKED, before) + deleteSeen(connection, expired, before);
            if (credentials > 0) {
                database.topics().tell(connection, SqlCredentials.TOPIC);
            }
            return credentials;
        });
        seenExpired = expired;
        LOG.info("access.swept credentials={}", deleted);
    }

    /** Compares the clock with the time that has gone by since the first sweep. */
    private boolean hasJumped(Instant now) {
        Duration ahead = Duration.between(Instant.EPOCH, now).minusNanos(nanos.getAsLong());
        Duration first = aheadAtFirst;
        if (first == null) {
            aheadAtFirst = ahead;
            return false;
        }
        return ahead.minus(first).abs().compareTo(LARGEST_JUMP) > 0;
    }

    private static Set<String> expired(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EXPIRED)) {
            statement.setLong(1, before.toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> ids = new HashSet<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    private int deleteSeen(Connection connection, Set<String> expired, Instant before) throws SQLException {
        int deleted = 0;
        try (PreparedStatement statement = connection.prepareStatement(SEEN)) {
            for (String id : expired) {
                if (seenExpired.contains(id)) {
                    statement.setLong(1, before.toEpochMilli());
                    statement.setString(2, id);
                    deleted += statement.executeUpdate();
                }
            }
        }
        return deleted;
    }

    private static int delete(Connection connection, String sql, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, before.toEpochMilli());
            return statement.executeUpdate();
        }
    }
}
