package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Subject;
import dev.belay.store.sql.ChangeTable.ChangeRow;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search has found, and removes a little at a time: a document stays if an entry that was appended since the search
 * has brought it back.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Garbage {

    /** How long a step takes, about, so that writers hardly wait, also where the disk is slow. */
    private static final long STEP_NANOS = 10_000_000;

    private static final int DOCUMENTS = 100;
    private static final int CHANGES = 200;
    private static final int ENTRIES = 200;
    private static final int PAGE = 500;

    private final Deque<ByteBuffer> documents;
    private final Deque<ChangeRow> changes;
    private final Deque<Range> entries;
    private final long base;

    /** Where the ledgers stood when this was known to be garbage. */
    private final Map<Long, Long> looked = new HashMap<>();

    private Garbage(Collection<ByteBuffer> documents, List<ChangeRow> changes, List<Range> entries, long base) {
        this.documents = new ArrayDeque<>(documents);
        this.changes = new ArrayDeque<>(changes);
        this.entries = new ArrayDeque<>(entries);
        this.base = base;
    }

    static Garbage none() {
        return new Garbage(List.of(), List.of(), List.of(), 0);
    }

    static Garbage of(List<ChangeRow> changes, Collection<ByteBuffer> documents, List<LedgerRow> heads) {
        Garbage garbage = new Garbage(documents, changes, List.of(), 0);
        heads.forEach(head -> garbage.looked.put(head.number(), head.revision()));
        return garbage;
    }

    static Garbage of(List<Range> entries, long base) {
        return new Garbage(List.of(), List.of(), entries, base);
    }

    boolean isEmpty() {
        return documents.isEmpty() && changes.isEmpty() && entries.isEmpty();
    }

    /** Removes some, in a transaction that is somebody else's. */
    Removed removeSome(Connection connection, LedgerRow ledger, Diagnosis diagnosis) throws SQLException {
        long start = System.nanoTime();
        if (!documents.isEmpty()) {
            rescue(connection, diagnosis);
        }
        Removed removed = removeFew(connection, ledger);
        while (!isEmpty() && System.nanoTime() - start < STEP_NANOS) {
            removed = removed.plus(removeFew(connection, ledger));
        }
        return removed;
    }

    private Removed removeFew(Connection connection, LedgerRow ledger) throws SQLException {
        if (!documents.isEmpty()) {
            return new Removed(0, removeDocuments(connection));
        }
        if (!changes.isEmpty()) {
            removeChanges(connection, ledger);
            return new Removed(0, 0);
        }
        return new Removed(removeEntries(connection, ledger), 0);
    }

    private void rescue(Connection connection, Diagnosis diagnosis) throws SQLException {
        for (LedgerRow ledger : new LedgerTable(connection, diagnosis).asTheyAre()) {
            long after = looked.getOrDefault(ledger.number(), 0L);
            EntryTable table = new EntryTable(connection, ledger);
            while (after < ledger.revision()) {
                List<LedgerEntry> page = table.between(after, ledger.revision(), PAGE);
                if (page.isEmpty()) {
                    throw table.missing(after + 1);
                }
                documents.removeAll(named(connection, page));
                after = page.get(page.size() - 1).revision();
            }
            looked.put(ledger.number(), after);
        }
    }

    private static Set<ByteBuffer> named(Connection connection, List<LedgerEntry> page) throws SQLException {
        Set<ByteBuffer> named = new HashSet<>();
        Set<String> segments = new HashSet<>();
        for (LedgerEntry entry : page) {
            entry.changes()
                    .forEach(change -> change.after().ifPresent(hash -> {
                        named.add(GarbageSearch.key(hash));
                        if (change.subject().kind().equals(Subject.SEGMENT)) {
                            segments.add(hash);
                        }
                    }));
        }
        try (DocumentTable table = new DocumentTable(connection, new ChunkPool())) {
            for (String segment : segments) {
                table.findAlone(segment)
                        .ifPresent(document ->
                                document.missingChunks().forEach(hash -> named.add(GarbageSearch.key(hash))));
            }
        }
        return named;
    }

    private int removeDocuments(Connection connection) throws SQLException {
        int removed = 0;
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM document WHERE hash = ?")) {
            for (int each = 0; each < DOCUMENTS && !documents.isEmpty(); each++) {
                delete.setBytes(1, documents.remove().array());
                delete.addBatch();
            }
            for (int count : delete.executeBatch()) {
                removed += Math.max(0, count);
            }
        }
        return removed;
    }

    private void removeChanges(Connection connection, LedgerRow ledger) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM change WHERE ledger = ? AND kind = ? AND key = ? AND revision = ?")) {
            for (int each = 0; each < CHANGES && !changes.isEmpty(); each++) {
                ChangeRow change = changes.remove();
                delete.setLong(1, ledger.number());
                delete.setString(2, change.kind());
                delete.setString(3, change.key());
                delete.setLong(4, change.revision());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private long removeEntries(Connection connection, LedgerRow ledger) throws SQLException {
        new CheckpointTable(connection).removeBefore(ledger, base);
        long removed = 0;
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM entry WHERE id > ? AND id < ?")) {
            for (long left = ENTRIES; left > 0 && !entries.isEmpty(); ) {
                Range range = entries.remove();
                Range now = range.first(left);
                if (now.before() < range.before()) {
                    entries.addFirst(new Range(now.before() - 1, range.before()));
                }
                delete.setLong(1, EntryTable.id(ledger.number(), now.after()));
                delete.setLong(2, EntryTable.id(ledger.number(), now.before()));
                removed += delete.executeUpdate();
                left -= now.length();
            }
        }
        return removed;
    }

    /** What a step has removed. */
    record Removed(long entries, long documents) {

        Removed plus(Removed more) {
            return new Removed(entries + more.entries, documents + more.documents);
        }
    }

    /** Entries between two revisions, both of which stay. */
    record Range(long after, long before) {

        long length() {
            return before - after - 1;
        }

        /** The first so many of them. */
        Range first(long most) {
            return new Range(after, Math.min(before, after + most + 1));
        }
    }
}
