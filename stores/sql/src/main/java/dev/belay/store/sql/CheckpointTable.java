package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads where a ledger can be entered without reading everything before. */
final class CheckpointTable {

    /** A checkpoint is written with every entry whose revision is a multiple of this, and where a compacted ledger begins. */
    static final int EVERY = 1_000;

    private static final String NEWEST = "SELECT revision, hash, digest FROM checkpoint"
            + " WHERE ledger = ? AND revision <= ? ORDER BY revision DESC LIMIT 1";

    private static final String PUT =
            "INSERT INTO checkpoint (ledger, revision, hash, digest) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REMOVE = "DELETE FROM checkpoint WHERE ledger = ? AND revision < ?";

    private final Connection connection;

    CheckpointTable(Connection connection) {
        this.connection = connection;
    }

    /** The newest checkpoint of a ledger that is not after a revision. */
    Optional<Checkpoint> newest(LedgerRow ledger, long revision) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setLong(1, ledger.number());
            query.setLong(2, revision);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Checkpoint(rows.getLong(1), Hash.hex(rows.getBytes(2)), Hash.hex(rows.getBytes(3))))
                        : Optional.empty();
            }
        }
    }

    /** Adds a checkpoint; one that is there already stays. */
    void put(LedgerRow ledger, Checkpoint checkpoint) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setLong(1, ledger.number());
            put.setLong(2, checkpoint.revision());
            put.setBytes(3, Hash.bytes(checkpoint.hash()));
            put.setBytes(4, Hash.bytes(checkpoint.digest()));
            put.executeUpdate();
        }
    }

    /** Removes those before a revision. */
    void removeBefore(LedgerRow ledger, long revision) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setLong(1, ledger.number());
            delete.setLong(2, revision);
            delete.executeUpdate();
        }
    }

    /**
     * What a ledger was at a revision.
     *
     * @param hash     of the entry
     * @param digest of the state
     */
    record Checkpoint(long revision, String hash, String digest) {}
}
