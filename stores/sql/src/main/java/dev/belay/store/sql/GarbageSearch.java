package dev.belay.store.sql;

import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.store.sql.ChangeTable.ChangeRow;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Looks for what only revisions before a ledger's base need: at most so many changes that memory stays bounded, with the
 * documents that no change needs otherwise; and when no such change is left, entries. Reads one moment.
 */
final class GarbageSearch {

    private static final int MOST_CHANGES = 100_000;
    private static final int FETCH = 5_000;

    /** A change that a later one, up to the base, has replaced. */
    private static final String REPLACED = " c.ledger = ? AND c.revision < ? AND EXISTS (SELECT 1 FROM change n"
            + " WHERE n.ledger = c.ledger AND n.kind = c.kind AND n.key = c.key"
            + " AND n.revision > c.revision AND n.revision <= ?)";

    private static final String GARBAGE =
            "SELECT c.kind, c.key, c.revision, c.version, c.document FROM change c WHERE" + REPLACED + " LIMIT ?";
    private static final String IN_USE =
            "SELECT c.kind, c.document FROM change c WHERE c.document IS NOT NULL AND NOT (" + REPLACED + ")";
    private static final String COUNT = "SELECT count(*) FROM entry WHERE id > ? AND id < ?";

    private final Connection connection;
    private final LedgerRow ledger;
    private final long base;
    private final ChunkPool pool;
    private final Diagnosis diagnosis;

    GarbageSearch(Connection connection, LedgerRow ledger, long base, ChunkPool pool, Diagnosis diagnosis) {
        this.connection = connection;
        this.ledger = ledger;
        this.base = base;
        this.pool = pool;
        this.diagnosis = diagnosis;
    }

    Garbage find() throws SQLException {
        List<LedgerRow> heads = new LedgerTable(connection, diagnosis).asTheyAre();
        List<ChangeRow> changes = replacedChanges();
        if (!changes.isEmpty()) {
            return Garbage.of(changes, documentsOnlyOf(changes), heads);
        }
        List<Garbage.Range> entries = rangesOfEntries();
        if (!entries.isEmpty()) {
            return Garbage.of(entries, base);
        }
        return Garbage.none();
    }

    private List<ChangeRow> replacedChanges() throws SQLException {
        List<ChangeRow> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(GARBAGE)) {
            bind(query);
            query.setInt(4, MOST_CHANGES);
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new ChangeRow(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            Hash.hexOrNone(rows.getBytes(5))));
                }
            }
        }
        return found;
    }

    private Set<ByteBuffer> documentsOnlyOf(List<ChangeRow> changes) throws SQLException {
        Set<ByteBuffer> documents = new HashSet<>();
        Set<String> segments = new HashSet<>();
        for (ChangeRow change : changes) {
            change.document().ifPresent(hash -> {
                documents.add(key(hash));
                if (change.kind().equals(Subject.SEGMENT)) {
                    segments.add(hash);
                }
            });
        }
        Set<ByteBuffer> chunks = chunksOf(segments);
        Set<String> segmentsInUse = keepWhatIsInUse(documents, !chunks.isEmpty());
        chunks.removeAll(chunksOf(segmentsInUse));
        documents.addAll(chunks);
        return documents;
    }

    /** Takes out what other changes need; answers the documents of segments among those, if asked to. */
    private Set<String> keepWhatIsInUse(Set<ByteBuffer> documents, boolean withSegments) throws SQLException {
        Set<String> segments = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(IN_USE)) {
            bind(query);
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] hash = rows.getBytes(2);
                    documents.remove(ByteBuffer.wrap(hash));
                    if (withSegments && rows.getString(1).equals(Subject.SEGMENT)) {
                        segments.add(Hash.hex(hash));
                    }
                }
            }
        }
        return segments;
    }

    private Set<ByteBuffer> chunksOf(Set<String> segments) throws SQLException {
        Set<ByteBuffer> chunks = new HashSet<>();
        try (DocumentTable table = new DocumentTable(connection, pool)) {
            for (String segment : segments) {
                Optional<Document> document = table.findAlone(segment);
                document.ifPresent(found -> found.missingChunks().forEach(hash -> chunks.add(key(hash))));
            }
        }
        return chunks;
    }

    /** Between the entries that made what is in place at the base. */
    private List<Garbage.Range> rangesOfEntries() throws SQLException {
        SortedSet<Long> kept;
        try (ChangeTable table = new ChangeTable(connection, ledger)) {
            kept = table.inPlaceAt(base);
        }
        kept.add(base);
        List<Garbage.Range> ranges = new ArrayList<>();
        long after = 0;
        for (long next : kept) {
            Garbage.Range range = new Garbage.Range(after, next);
            if (range.length() > 0 && hasEntries(range)) {
                ranges.add(range);
            }
            after = next;
        }
        return ranges;
    }

    private boolean hasEntries(Garbage.Range range) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setLong(1, EntryTable.id(ledger.number(), range.after()));
            count.setLong(2, EntryTable.id(ledger.number(), range.before()));
            try (ResultSet row = count.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    private void bind(PreparedStatement query) throws SQLException {
        query.setLong(1, ledger.number());
        query.setLong(2, base);
        query.setLong(3, base);
    }

    static ByteBuffer key(String hash) {
        return ByteBuffer.wrap(Hash.bytes(hash));
    }
}
