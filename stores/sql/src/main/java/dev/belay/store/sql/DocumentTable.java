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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads documents, whose bytes must have the hash that they are stored by, with the chunks of members that they name.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class DocumentTable implements AutoCloseable {

    private static final String FIND = "SELECT bytes FROM document WHERE hash = ?";

    private static final String FIND_MANY = "SELECT hash, bytes FROM document WHERE hash = ANY(?)";
    private static final int PAGE = 500;

    private final Connection connection;
    private final PreparedStatement query;
    private final ChunkPool pool;
    private final Map<String, byte[]> ahead = new HashMap<>();

    DocumentTable(Connection connection, ChunkPool pool) throws SQLException {
        this.connection = connection;
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

    /** Reads documents that will be asked for one after another, where that saves journeys; each is kept until then. */
    void readAhead(Collection<String> hashes) throws SQLException {
        if (Journeys.areLong(connection)) {
            List<String> wanted = List.copyOf(new LinkedHashSet<>(hashes));
            for (int from = 0; from < wanted.size(); from += PAGE) {
                readMany(wanted.subList(from, Math.min(from + PAGE, wanted.size())));
            }
        }
    }

    private void readMany(List<String> hashes) throws SQLException {
        byte[][] wanted = hashes.stream().map(Hash::bytes).toArray(byte[][]::new);
        try (PreparedStatement many = connection.prepareStatement(FIND_MANY)) {
            many.setArray(1, connection.createArrayOf("bytea", wanted));
            try (ResultSet rows = many.executeQuery()) {
                while (rows.next()) {
                    ahead.put(Hash.hex(rows.getBytes(1)), rows.getBytes(2));
                }
            }
        }
    }

    /** The document with this hash, without its chunks. */
    Optional<Document> findAlone(String hash) throws SQLException {
        byte[] read = ahead.remove(hash);
        if (read != null) {
            return Optional.of(Document.verified(hash, read));
        }
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
