package dev.belay.store.sql;

import dev.belay.ledger.Compacted;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.Compacting;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A compaction in an SQL database: first the row of the table {@code base}, from which on nothing before can be read, then
 * what only earlier revisions need, a little in each transaction: documents before the changes that name them, and
 * changes before entries, so that the search finds the rest again after a crash.
 *
 * <p><b>Thread-safety:</b> as {@link Compacting} demands.
 */
final class SqlCompacting implements Compacting {

    /** Nodes of version 1 would take what is gone for damage. */
    private static final String LOCK_OUT_OLDER_NODES = "UPDATE journal SET usable_from = 2 WHERE usable_from < 2";

    private final SqlJournal journal;
    private final LedgerRow ledger;
    private final Checkpoint base;
    private Garbage garbage = Garbage.none();
    private long entries;
    private long documents;

    SqlCompacting(SqlJournal journal, LedgerRow ledger, Checkpoint base) {
        this.journal = journal;
        this.ledger = ledger;
        this.base = base;
    }

    @Override
    public void begin() {
        journal.change(this::begin);
        journal.compacted(ledger.id(), base.revision());
    }

    private void begin(Connection connection) throws SQLException {
        requireTheSame(connection);
        new CheckpointTable(connection).put(ledger, base);
        new BaseTable(connection, journal.diagnosis()).put(ledger, base);
        if (Journeys.areLong(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(LOCK_OUT_OLDER_NODES);
            }
        }
    }

    /** What the base was proven by may have gone since, when a backup was put back. */
    private void requireTheSame(Connection connection) throws SQLException {
        boolean same = new EntryTable(connection, ledger)
                .find(base.revision())
                .filter(entry -> entry.hash().equals(base.hash()))
                .isPresent();
        if (!same) {
            throw new StoreUnavailableException("Revision " + base.revision() + " of ledger " + ledger.id()
                    + " has become another one, as by a restore; nothing was removed, so compact again");
        }
    }

    @Override
    public boolean search() {
        garbage = journal.readers()
                .read(connection -> OneMoment.read(
                        connection,
                        () -> new GarbageSearch(
                                        connection, ledger, base.revision(), journal.pool(), journal.diagnosis())
                                .find()));
        return !garbage.isEmpty();
    }

    @Override
    public boolean remove() {
        journal.change(connection -> {
            Garbage.Removed removed = garbage.removeSome(connection, ledger, journal.diagnosis());
            entries += removed.entries();
            documents += removed.documents();
        });
        return !garbage.isEmpty();
    }

    @Override
    public Compacted removed() {
        return new Compacted(ledger.id(), base.revision(), entries, documents);
    }
}
