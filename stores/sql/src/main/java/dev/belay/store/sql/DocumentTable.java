package dev.belay.store.sql;

import dev.belay.json.state.Document;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads documents, whose bytes must have the hash that they are stored by. */
final class DocumentTable implements AutoCloseable {

    private static final String FIND = "SELECT bytes FROM document WHERE hash = ?";

    private final PreparedStatement query;

    DocumentTable(Connection connection) throws SQLException {
        query = connection.prepareStatement(FIND);
    }

    /**
     * The document with this hash.
     *
     * @throws IllegalArgumentException if the bytes have another one
     */
    Optional<Document> find(String hash) throws SQLException {
        query.setBytes(1, Hash.bytes(hash));
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(Document.verified(hash, rows.getBytes(1))) : Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        query.close();
    }
}
