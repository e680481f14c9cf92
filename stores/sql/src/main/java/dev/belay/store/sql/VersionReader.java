package dev.belay.store.sql;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import dev.belay.ledger.SubjectVersion;
import dev.belay.store.sql.ChangeTable.ChangeRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the versions of a subject: the index says where they are, the entries what they are. */
final class VersionReader {

    private final Connection connection;
    private final LedgerRow ledger;
    private final long oldest;
    private final EntryTable entries;

    /** @param oldest where the ledger begins */
    VersionReader(Connection connection, LedgerRow ledger, long oldest) {
        this.connection = connection;
        this.ledger = ledger;
        this.oldest = oldest;
        entries = new EntryTable(connection, ledger);
    }

    /** Every version, ascending; after a compaction from the one in place at the oldest revision on. */
    List<SubjectVersion> versions(Subject subject) throws SQLException {
        List<SubjectVersion> versions = new ArrayList<>();
        List<ChangeRow> rows = ascending(subject);
        boolean older = !rows.isEmpty() && rows.get(0).revision() <= oldest;
        long next = older ? rows.get(0).version() : 1;
        for (ChangeRow row : rows) {
            SubjectVersion version = version(row, subject);
            if (version.version() != next) {
                throw entries.broken(
                        row.revision(),
                        "version " + next + " of " + subject + " is missing from the index of changes before it");
            }
            versions.add(version);
            next++;
        }
        return versions;
    }

    private List<ChangeRow> ascending(Subject subject) throws SQLException {
        try (ChangeTable changes = new ChangeTable(connection, ledger)) {
            List<ChangeRow> rows = changes.of(subject.kind(), subject.key(), oldest + 1, ledger.revision());
            changes.newestOf(subject.kind(), subject.key(), oldest).ifPresent(rows::add);
            Collections.reverse(rows);
            return rows;
        }
    }

    private SubjectVersion version(ChangeRow row, Subject subject) throws SQLException {
        LedgerEntry entry = entries.find(row.revision()).orElseThrow(() -> entries.missing(row.revision()));
        Change change = entry.changes().stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .filter(each -> each.version() == row.version() && each.after().equals(row.document()))
                .orElseThrow(
                        () -> entries.brokenIndex(row.revision(), "it has " + subject + " otherwise than the entry"));
        return new SubjectVersion(change.version(), entry.position(), entry.at(), change.after());
    }
}
