package dev.belay.server.access;

import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes credentials that have not counted for a month, and codes of setup links that nobody can use any more.
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
    private static final String CREDENTIALS = "DELETE FROM credential WHERE revoked_at < ? OR expires_at < ?";
    private static final String CODES = "DELETE FROM setup_code WHERE expires_at < ?";

    private final OperationsDatabase database;
    private final InstantSource clock;

    /** Sweeps a database. */
    public CredentialSweep(OperationsDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        int deleted = database.inTransaction(connection -> {
            delete(connection, CODES, now);
            Instant before = now.minus(KEPT);
            int credentials = delete(connection, CREDENTIALS, before, before);
            if (credentials > 0) {
                database.topics().tell(connection, SqlCredentials.TOPIC);
            }
            return credentials;
        });
        LOG.info("access.swept credentials={}", deleted);
    }

    private static int delete(Connection connection, String sql, Instant... instants) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < instants.length; i++) {
                statement.setLong(i + 1, instants[i].toEpochMilli());
            }
            return statement.executeUpdate();
        }
    }
}
