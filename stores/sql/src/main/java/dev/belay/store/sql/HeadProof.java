package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.verify.ChainCheck;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Follows a ledger to its end and proves that nothing is missing, nothing is beyond the end, and the index of changes
 * and the checkpoints on the way say the same as the entries.
 */
final class HeadProof implements AutoCloseable {

    private static final int PAGE = 500;

    private final LedgerRow ledger;
    private final EntryTable entries;
    private final ChangeTable changes;
    private final CheckpointTable checkpoints;
    private final StateReader states;
    private final ChangeCheck index;
    private final ChainCheck check;

    /**
     * Begins after an entry of a ledger.
     *
     * @throws LedgerBrokenException if the state that the entry left cannot be proven
     */
    static HeadProof after(long revision, LedgerRow ledger, Connection connection, ChunkPool pool) throws SQLException {
        StateReader states = new StateReader(connection, ledger, pool);
        return new HeadProof(connection, ledger, states, states.proof(revision));
    }

    /**
     * Begins at the newest checkpoint of a ledger.
     *
     * @throws LedgerBrokenException if the checkpoint's state cannot be proven
     */
    static HeadProof afterCheckpoint(LedgerRow ledger, Connection connection, ChunkPool pool) throws SQLException {
        StateReader states = new StateReader(connection, ledger, pool);
        return new HeadProof(connection, ledger, states, states.proofAtCheckpoint(ledger.revision()));
    }

    private HeadProof(Connection connection, LedgerRow ledger, StateReader states, ChainCheck check)
            throws SQLException {
        this.ledger = ledger;
        this.states = states;
        this.check = check;
        entries = new EntryTable(connection, ledger);
        changes = new ChangeTable(connection, ledger);
        checkpoints = new CheckpointTable(connection);
        index = new ChangeCheck(changes, entries, reached());
    }

    /** The state and the hash that have been reached. */
    ChainCheck check() {
        return check;
    }

    /** The revision that has been reached. */
    long reached() {
        return check.state().position().revision();
    }

    /**
     * Goes on to a revision.
     *
     * @throws LedgerBrokenException if something on the way does not hold
     */
    void follow(long last, LongConsumer progress) throws SQLException {
        while (reached() < last) {
            List<LedgerEntry> page = entries.unproven(reached(), last, PAGE);
            if (page.isEmpty()) {
                throw entries.missing(reached() + 1);
            }
            states.readAhead(page);
            for (LedgerEntry entry : page) {
                states.accept(check, entry);
                index.compare(entry);
                compareCheckpoint();
            }
            progress.accept(reached());
        }
    }

    /**
     * Proves that the ledger ends where it has been followed to. Nothing may be appended meanwhile, as far as this
     * connection sees.
     *
     * @param end where the ledger stands
     * @throws LedgerBrokenException if that is not where the entries end
     */
    void requireEnd(LedgerRow end) throws SQLException {
        if (!check.hash().equals(end.hash())) {
            throw entries.broken(end.revision(), "it should be the newest, with the hash " + end.hash());
        }
        if (!check.state().position().epoch().equals(end.epoch())) {
            throw entries.broken(end.revision(), "it should belong to the epoch " + end.epoch());
        }
        requireNothingAfter(end, entries.newest());
        Optional<Checkpoint> checkpoint = checkpoints.newest(ledger, Long.MAX_VALUE);
        if (checkpoint.isPresent()) {
            requireNothingAfter(end, checkpoint.get().revision());
        }
        index.requireNothingElse();
    }

    @Override
    public void close() throws SQLException {
        changes.close();
        states.close();
    }

    private void requireNothingAfter(LedgerRow end, long revision) {
        if (revision > end.revision()) {
            throw entries.broken(revision, "the ledger ends at revision " + end.revision());
        }
    }

    private void compareCheckpoint() throws SQLException {
        long revision = reached();
        if (revision % CheckpointTable.EVERY != 0) {
            return;
        }
        Optional<Checkpoint> checkpoint = checkpoints.newest(ledger, revision).filter(it -> it.revision() == revision);
        Checkpoint expected = new Checkpoint(revision, check.hash(), StateDigest.of(check.state()));
        if (checkpoint.isPresent() && !checkpoint.get().equals(expected)) {
            throw entries.broken(revision, "its checkpoint does not agree with the entries up to it");
        }
    }
}
