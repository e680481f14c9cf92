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
    private final EntryTable entries;

    VersionReader(Connection connection, LedgerRow ledger) {
        this.connection = connection;
        this.ledger = ledger;
        entries = new EntryTable(connection, ledger);
    }

    /** Every version, ascending. */
    List<SubjectVersion> versions(Subject subject) throws SQLException {
        List<SubjectVersion> versions = new ArrayList<>();
        for (ChangeRow row : ascending(subject)) {
            SubjectVersion version = version(row, subject);
            if (version.version() != versions.size() + 1) {
                throw entries.broken(
                        row.revision(),
                        "version " + (versions.size() + 1) + " of " + subject
                                + " is missing from the index of changes before it");
            }
            versions.add(version);
        }
        return versions;
    }

    private List<ChangeRow> ascending(Subject subject) throws SQLException {
        try (ChangeTable changes = new ChangeTable(connection, ledger)) {
            List<ChangeRow> rows = changes.of(subject.kind(), subject.key(), 0, ledger.revision());
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
