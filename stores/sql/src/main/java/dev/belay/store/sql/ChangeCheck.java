package dev.belay.store.sql;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.store.sql.ChangeTable.ChangeRow;
import java.sql.SQLException;
import java.util.List;

/**
 * Compares the index of changes with the entries that it was made from, in one direction while the entries are read and
 * in the other by counting at the end.
 */
final class ChangeCheck {

    private final ChangeTable changes;
    private final EntryTable entries;
    private final long after;
    private long expected;

    /** Compares the entries after a revision. */
    ChangeCheck(ChangeTable changes, EntryTable entries, long after) {
        this.changes = changes;
        this.entries = entries;
        this.after = after;
    }

    /** Every change of the entry must be in the index, as it is in the entry. */
    void compare(LedgerEntry entry) throws SQLException {
        for (Change change : entry.changes()) {
            ChangeRow wanted = new ChangeRow(
                    change.subject().kind(),
                    change.subject().key(),
                    entry.revision(),
                    change.version(),
                    change.after());
            List<ChangeRow> found = changes.of(wanted.kind(), wanted.key(), entry.revision(), entry.revision());
            if (!found.equals(List.of(wanted))) {
                throw entries.brokenIndex(entry.revision(), "it has " + change.subject() + " otherwise than the entry");
            }
        }
        expected += entry.changes().size();
    }

    /** Nothing else may be in the index. */
    void requireNothingElse() throws SQLException {
        long found = changes.count(after);
        if (found != expected) {
            throw entries.brokenIndex(
                    after + 1, "it has " + found + " changes from here on, and the entries made " + expected);
        }
    }
}
