package dev.belay.server.access;

import dev.belay.server.operations.OperationsDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The codes of this node and of others that share its table {@code setup_code}. */
final class SqlSetupCodes implements SetupCodes {

    private static final String INSERT = "INSERT INTO setup_code (hash, expires_at) VALUES (?, ?)";
    private static final String OPEN = "SELECT 1 FROM setup_code WHERE hash = ? AND expires_at > ? AND used_at IS NULL";
    private static final String USE = "UPDATE setup_code SET used_at = ? WHERE used_at IS NULL";

    private final OperationsDatabase database;

    SqlSetupCodes(OperationsDatabase database) {
        this.database = database;
    }

    @Override
    public void add(SecretHash hash, Instant expiresAt) {
        database.use(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setBytes(1, hash.bytes());
                insert.setLong(2, expiresAt.toEpochMilli());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public boolean isOpen(SecretHash hash, Instant now) {
        return database.use(connection -> isOpen(connection, hash, now));
    }

    @Override
    public boolean use(SecretHash hash, Instant now) {
        return database.inTransaction(connection -> {
            if (!isOpen(connection, hash, now)) {
                return false;
            }
            try (PreparedStatement update = connection.prepareStatement(USE)) {
                update.setLong(1, now.toEpochMilli());
                // Another may have been first since the question; who waits for it here changes nothing then.
                return update.executeUpdate() > 0;
            }
        });
    }

    private static boolean isOpen(Connection connection, SecretHash hash, Instant now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OPEN)) {
            query.setBytes(1, hash.bytes());
            query.setLong(2, now.toEpochMilli());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
