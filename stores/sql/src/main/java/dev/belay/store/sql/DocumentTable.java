package dev.belay.store.sql;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.member.ChunkFormat;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents, whose bytes must have the hash that they are stored by, with the chunks of members that they name.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class DocumentTable implements AutoCloseable {

    private static final String FIND = "SELECT bytes FROM document WHERE hash = ?";

    private final PreparedStatement query;
    private final ChunkPool pool;

    DocumentTable(Connection connection, ChunkPool pool) throws SQLException {
        query = connection.prepareStatement(FIND);
        this.pool = pool;
    }

    /**
     * The document with this hash.
     *
     * @throws IllegalArgumentException if the bytes have another one, or a chunk is missing or damaged
     */
    Optional<Document> find(String hash) throws SQLException {
        Optional<Document> alone = findAlone(hash);
        return alone.isEmpty() || alone.get().missingChunks().isEmpty() ? alone : Optional.of(withChunks(alone.get()));
    }

    private Document withChunks(Document document) throws SQLException {
        List<MemberChunk> chunks = new ArrayList<>();
        for (String hash : document.missingChunks()) {
            Optional<MemberChunk> shared = pool.find(hash);
            chunks.add(shared.isPresent() ? shared.get() : pool.share(chunk(hash, document)));
        }
        return document.withMembers(new MemberSet(chunks));
    }

    private MemberChunk chunk(String hash, Document of) throws SQLException {
        return findAlone(hash)
                .map(ChunkFormat::read)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The chunk " + hash + " of the document " + of.hash() + " is missing"));
    }

    /** The document with this hash, without its chunks. */
    Optional<Document> findAlone(String hash) throws SQLException {
        query.setBytes(1, Hash.bytes(hash));
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? Optional.of(Document.verified(hash, rows.getBytes(1))) : Optional.empty();
        }
    }

    /** Whether there is a document with this hash, whatever its bytes. */
    boolean contains(String hash) throws SQLException {
        query.setBytes(1, Hash.bytes(hash));
        try (ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        query.close();
    }
}
