package dev.belay.store.sql;

import dev.belay.json.state.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what entries changed, by subject. */
final class ChangeTable implements AutoCloseable {

    private static final String COLUMNS = "SELECT kind, key, revision, version, document FROM change ";
    private static final String LAST = COLUMNS + "WHERE ledger = ? ORDER BY kind DESC, key DESC, revision DESC LIMIT 1";
    private static final String BEFORE =
            COLUMNS + "WHERE ledger = ? AND (kind, key) < (?, ?) ORDER BY kind DESC, key DESC, revision DESC LIMIT 1";
    private static final String OF_SUBJECT =
            COLUMNS + "WHERE ledger = ? AND kind = ? AND key = ? AND revision BETWEEN ? AND ? ORDER BY revision DESC";

    /** The steps of {@link #newest}, taken by the server itself. */
    private static final String NEWEST_IN_ONE_JOURNEY = "WITH RECURSIVE newest AS (("
            + LAST + ") UNION ALL SELECT earlier.* FROM newest CROSS JOIN LATERAL ("
            + BEFORE.replace("(?, ?)", "(newest.kind, newest.key)") + ") AS earlier) SELECT * FROM newest";

    private final Connection connection;
    private final long ledger;
    private final PreparedStatement previousSubject;
    private final PreparedStatement ofSubject;

    ChangeTable(Connection connection, LedgerRow ledger) throws SQLException {
        this.connection = connection;
        this.ledger = ledger.number();
        previousSubject = connection.prepareStatement(BEFORE);
        ofSubject = connection.prepareStatement(OF_SUBJECT);
    }

    /**
     * The newest change of every subject. Leaps from subject to subject, so the time it takes depends on how many
     * subjects there are and not on how often they changed.
     */
    List<ChangeRow> newest() throws SQLException {
        return Journeys.areLong(connection) ? newestInOneJourney() : newestStepByStep();
    }

    private List<ChangeRow> newestInOneJourney() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST_IN_ONE_JOURNEY)) {
            query.setLong(1, ledger);
            query.setLong(2, ledger);
            try (ResultSet rows = query.executeQuery()) {
                return all(rows);
            }
        }
    }

    private List<ChangeRow> newestStepByStep() throws SQLException {
        List<ChangeRow> newest = new ArrayList<>();
        Optional<ChangeRow> row = last();
        while (row.isPresent()) {
            newest.add(row.get());
            row = before(row.get().kind(), row.get().key());
        }
        return newest;
    }

    /** The changes of a subject in these revisions, descending. */
    List<ChangeRow> of(String kind, String key, long first, long last) throws SQLException {
        ofSubject.setLong(1, ledger);
        ofSubject.setString(2, kind);
        ofSubject.setString(3, key);
        ofSubject.setLong(4, first);
        ofSubject.setLong(5, last);
        try (ResultSet rows = ofSubject.executeQuery()) {
            return all(rows);
        }
    }

    /** The newest change of a subject that is not after a revision. */
    Optional<ChangeRow> newestOf(String kind, String key, long revision) throws SQLException {
        ofSubject.setMaxRows(1);
        try {
            return of(kind, key, 0, revision).stream().findFirst();
        } finally {
            ofSubject.setMaxRows(0);
        }
    }

    /** The revisions of the entries that made what is in place at a revision. */
    SortedSet<Long> inPlaceAt(long revision) throws SQLException {
        SortedSet<Long> revisions = new TreeSet<>();
        for (ChangeRow newest : newest()) {
            Optional<ChangeRow> there = newest.revision() <= revision
                    ? Optional.of(newest)
                    : newestOf(newest.kind(), newest.key(), revision);
            there.ifPresent(row -> revisions.add(row.revision()));
        }
        return revisions;
    }

    /** How many changes there are after a revision; as quick as {@link #newest} when there are few. */
    long count(long after) throws SQLException {
        long count = 0;
        for (ChangeRow newest : newest()) {
            if (newest.revision() > after) {
                count += of(newest.kind(), newest.key(), after + 1, Long.MAX_VALUE)
                        .size();
            }
        }
        return count;
    }

    @Override
    public void close() throws SQLException {
        previousSubject.close();
        ofSubject.close();
    }

    private Optional<ChangeRow> last() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST)) {
            query.setLong(1, ledger);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    private Optional<ChangeRow> before(String kind, String key) throws SQLException {
        previousSubject.setLong(1, ledger);
        previousSubject.setString(2, kind);
        previousSubject.setString(3, key);
        try (ResultSet rows = previousSubject.executeQuery()) {
            return rows.next() ? Optional.of(row(rows)) : Optional.empty();
        }
    }

    private static List<ChangeRow> all(ResultSet rows) throws SQLException {
        List<ChangeRow> changes = new ArrayList<>();
        while (rows.next()) {
            changes.add(row(rows));
        }
        return changes;
    }

    private static ChangeRow row(ResultSet row) throws SQLException {
        return new ChangeRow(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), Hash.hexOrNone(row.getBytes(5)));
    }

    /**
     * A row of the table, as it is: nothing about it has been checked.
     *
     * @param document the hash of the subject's document from this revision on
     */
    record ChangeRow(String kind, String key, long revision, long version, Optional<String> document) {

        /**
         * What changed.
         *
         * @throws IllegalArgumentException if that cannot be a subject
         */
        Subject subject() {
            return new Subject(kind, key);
        }
    }
}
