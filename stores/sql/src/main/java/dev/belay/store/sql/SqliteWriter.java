package dev.belay.store.sql;

import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Stores batches in an SQLite file, each in one transaction.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class SqliteWriter implements AutoCloseable {

    private final Connection connection;
    private final BatchWriter batches;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;

    SqliteWriter(Connection connection) throws SQLException {
        this.connection = connection;
        // The driver's own transactions begin the next one with every commit, and so would hold the file's lock for
        // good.
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        batches = new BatchWriter(connection, Inserts.ONE_BY_ONE);
    }

    /**
     * Stores a batch durably.
     *
     * @param known where every ledger stands
     * @return where the ledgers of the batch stand afterwards
     */
    Map<LedgerId, LedgerRow> write(Batch batch, Map<LedgerId, LedgerRow> known) throws SQLException {
        return transact(() -> batches.insert(batch, known));
    }

    /** Changes the tables durably, wholly or not at all. */
    void change(SqlJournal.Step step) throws SQLException {
        transact(() -> {
            step.run(connection);
            return true;
        });
    }

    private <T> T transact(OneMoment.Step<T> work) throws SQLException {
        begin.execute();
        try {
            T result = work.run();
            commit.execute();
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            undo(failure);
            throw failure;
        }
    }

    /** Fails if nothing can be written. */
    void probe() throws SQLException {
        begin.execute();
        rollback.execute();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void undo(Throwable failure) {
        try {
            rollback.execute();
        } catch (SQLException alsoThis) {
            failure.addSuppressed(alsoThis);
        }
    }
}
