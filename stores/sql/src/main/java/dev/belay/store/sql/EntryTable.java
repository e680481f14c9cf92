package dev.belay.store.sql;

import dev.belay.json.InvalidDocumentException;
import dev.belay.json.MalformedJsonException;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.RevisionUnreachableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads entries, and refuses each that is not what was once stored under its revision. */
final class EntryTable {

    /** The greatest revision that a row can have. */
    static final long MAX_REVISION = (1L << 40) - 1;

    private static final int REVISION_BITS = 40;
    private static final String RANGE = "SELECT id, at, body FROM entry WHERE id > ? AND id <= ? ORDER BY id LIMIT ?";
    private static final String EDGE = "SELECT max(id) FROM entry WHERE id BETWEEN ? AND ?";
    private static final String AT = "SELECT at FROM entry WHERE id = ?";

    private final Connection connection;
    private final LedgerRow ledger;

    EntryTable(Connection connection, LedgerRow ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** Where the entry with this revision is. */
    static long id(long ledger, long revision) {
        return (ledger << REVISION_BITS) + revision;
    }

    Optional<LedgerEntry> find(long revision) throws SQLException {
        return between(revision - 1, revision, 1).stream().findFirst();
    }

    /** At most {@code limit} entries from after {@code after} up to {@code last}, ascending. */
    List<LedgerEntry> between(long after, long last, int limit) throws SQLException {
        List<LedgerEntry> entries = unproven(after, last, limit);
        for (LedgerEntry entry : entries) {
            if (!EntryFormat.hashHolds(entry)) {
                throw broken(
                        entry.revision(), "its content does not have the hash " + entry.hash() + " that it carries");
            }
        }
        return entries;
    }

    /** As {@link #between}, for a caller who checks that each entry has its hash. */
    List<LedgerEntry> unproven(long after, long last, int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RANGE)) {
            query.setLong(1, id(ledger.number(), after));
            query.setLong(2, id(ledger.number(), last));
            query.setInt(3, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<LedgerEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(inItsPlace(rows));
                }
                return entries;
            }
        }
    }

    /** The greatest revision that has a row, 0 if there is none. */
    long newest() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EDGE)) {
            query.setLong(1, id(ledger.number(), 0));
            query.setLong(2, id(ledger.number(), MAX_REVISION));
            try (ResultSet rows = query.executeQuery()) {
                long id = rows.next() ? rows.getLong(1) : 0;
                return id == 0 ? 0 : revision(id);
            }
        }
    }

    /** The revision of the last entry that is not later than an instant, 0 if there is none; {@code oldest} is the first. */
    long newestAt(Instant instant, long oldest) throws SQLException {
        long low = oldest;
        long high = ledger.revision();
        if (low > 0 && acceptedAt(low).isAfter(instant)) {
            throw new RevisionUnreachableException(low - 1, low, high);
        }
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (acceptedAt(middle).isAfter(instant)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        prove(low, instant);
        return low;
    }

    /** The column is only a copy of what the entries say. */
    private void prove(long revision, Instant instant) throws SQLException {
        for (LedgerEntry entry : between(Math.max(0, revision - 1), revision + 1, 2)) {
            if (entry.at().isAfter(instant) == entry.revision() <= revision) {
                throw broken(entry.revision(), "it was accepted at " + entry.at() + ", out of order");
            }
        }
    }

    private Instant acceptedAt(long revision) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(AT)) {
            query.setLong(1, id(ledger.number(), revision));
            try (ResultSet rows = query.executeQuery()) {
                if (rows.next()) {
                    return Instant.ofEpochMilli(rows.getLong(1));
                }
                throw missing(revision);
            }
        }
    }

    LedgerBrokenException missing(long revision) {
        return broken(revision, "it is missing");
    }

    /** The entry holds, and what finds its changes does not. */
    LedgerBrokenException brokenIndex(long revision, String detail) {
        return new LedgerBrokenException(new BrokenEntry(ledger.id(), revision, detail, true));
    }

    LedgerBrokenException broken(long revision, String detail) {
        return new LedgerBrokenException(new BrokenEntry(ledger.id(), revision, detail));
    }

    private LedgerEntry inItsPlace(ResultSet row) throws SQLException {
        long revision = revision(row.getLong(1));
        LedgerEntry entry = parse(revision, row.getBytes(3));
        if (entry.revision() != revision) {
            throw broken(revision, "the entry with revision " + entry.revision() + " stands in its place");
        }
        if (entry.at().toEpochMilli() != row.getLong(2)) {
            throw broken(revision, "it was accepted at " + entry.at() + ", which its row does not say");
        }
        return entry;
    }

    private LedgerEntry parse(long revision, byte[] body) {
        try {
            return EntryFormat.read(body);
        } catch (MalformedJsonException | InvalidDocumentException unreadable) {
            throw broken(revision, "its bytes cannot be read as an entry");
        }
    }

    private static long revision(long id) {
        return id & MAX_REVISION;
    }
}
