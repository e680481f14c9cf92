package dev.belay.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads where a ledger can be entered without reading everything before. */
final class CheckpointTable {

    /** A checkpoint is written with every entry whose revision is a multiple of this. */
    static final int EVERY = 1_000;

    private static final String NEWEST = "SELECT revision, hash, digest FROM checkpoint"
            + " WHERE ledger = ? AND revision <= ? ORDER BY revision DESC LIMIT 1";

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

    /**
     * What a ledger was at a revision.
     *
     * @param hash     of the entry
     * @param digest of the state
     */
    record Checkpoint(long revision, String hash, String digest) {}
}
