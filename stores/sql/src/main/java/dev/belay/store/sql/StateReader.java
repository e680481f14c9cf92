package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.verify.ChainCheck;
import dev.belay.store.sql.ChangeTable.ChangeRow;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads states and proves them: the state at a checkpoint comes from the index of changes and must have the
 * checkpoint's digest; from there on the chain of entries leads to every later state.
 */
final class StateReader implements AutoCloseable {

    private static final int PAGE = 500;

    private final LedgerRow ledger;
    private final EntryTable entries;
    private final ChangeTable changes;
    private final DocumentTable documents;
    private final CheckpointTable checkpoints;
    private @Nullable SQLException failure;

    StateReader(Connection connection, LedgerRow ledger, ChunkPool pool) throws SQLException {
        this.ledger = ledger;
        entries = new EntryTable(connection, ledger);
        changes = new ChangeTable(connection, ledger);
        documents = new DocumentTable(connection, pool);
        checkpoints = new CheckpointTable(connection);
    }

    /** The state that the entry with this revision left, proven from the last checkpoint before it. */
    LedgerState at(long revision) throws SQLException {
        return proof(revision).state();
    }

    /**
     * A check that has reached a revision and can go on from there.
     *
     * @throws LedgerBrokenException if something on the way does not hold
     */
    ChainCheck proof(long revision) throws SQLException {
        ChainCheck check = proofAtCheckpoint(revision);
        for (long at = check.state().position().revision(); at < revision; ) {
            List<LedgerEntry> page = entries.unproven(at, revision, PAGE);
            if (page.isEmpty()) {
                throw entries.missing(at + 1);
            }
            readAhead(page);
            for (LedgerEntry entry : page) {
                accept(check, entry);
            }
            at = check.state().position().revision();
        }
        return check;
    }

    /** A check that has not begun. */
    ChainCheck proofFromTheBeginning() {
        return new ChainCheck(ledger.id(), LedgerState.empty(ledger.epoch()), LedgerEntry.NO_PREVIOUS, this::document);
    }

    /** A check that has reached the last checkpoint that is not after a revision. */
    ChainCheck proofAtCheckpoint(long revision) throws SQLException {
        Optional<Checkpoint> checkpoint = checkpoints.newest(ledger, revision);
        LedgerState state = checkpoint.isPresent() ? stateAt(checkpoint.get()) : LedgerState.empty(ledger.epoch());
        String hash = checkpoint.map(Checkpoint::hash).orElse(LedgerEntry.NO_PREVIOUS);
        return new ChainCheck(ledger.id(), state, hash, this::document);
    }

    /**
     * Moves a check on.
     *
     * @throws LedgerBrokenException if the entry is not the next one
     */
    void accept(ChainCheck check, LedgerEntry entry) throws SQLException {
        Optional<BrokenEntry> broken = check.accept(entry);
        if (failure != null) {
            throw failure;
        }
        if (broken.isPresent()) {
            throw new LedgerBrokenException(broken.get());
        }
    }

    private Optional<Document> document(String hash) {
        try {
            return documents.find(hash);
        } catch (SQLException unreadable) {
            // The check takes everything thrown here for a broken entry, and this may only be a disk that is away.
            failure = unreadable;
            return Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        changes.close();
        documents.close();
    }

    private LedgerState stateAt(Checkpoint checkpoint) throws SQLException {
        long revision = checkpoint.revision();
        LedgerEntry entry = entries.find(revision).orElseThrow(() -> entries.missing(revision));
        if (!entry.hash().equals(checkpoint.hash())) {
            throw entries.broken(revision, "its checkpoint was made of an entry with the hash " + checkpoint.hash());
        }
        LedgerState state = LedgerState.of(entry.position(), entry.at(), subjectsAt(revision));
        if (!StateDigest.of(state).equals(checkpoint.digest())) {
            throw entries.broken(revision, "the subjects that it and earlier entries left are not what is stored now");
        }
        return state;
    }

    private List<SubjectState> subjectsAt(long revision) throws SQLException {
        List<ChangeRow> rows = rowsAt(revision);
        documents.readAhead(
                rows.stream().flatMap(row -> row.document().stream()).toList());
        List<SubjectState> subjects = new ArrayList<>(rows.size());
        for (ChangeRow row : rows) {
            subjects.add(subject(row));
        }
        return subjects;
    }

    private List<ChangeRow> rowsAt(long revision) throws SQLException {
        List<ChangeRow> rows = new ArrayList<>();
        for (ChangeRow newest : changes.newest()) {
            Optional<ChangeRow> row = newest.revision() <= revision
                    ? Optional.of(newest)
                    : changes.newestOf(newest.kind(), newest.key(), revision);
            row.ifPresent(rows::add);
        }
        return rows;
    }

    /** Reads what entries lead to, before each is accepted. */
    void readAhead(List<LedgerEntry> page) throws SQLException {
        documents.readAhead(page.stream()
                .flatMap(entry -> entry.changes().stream())
                .flatMap(change -> change.after().stream())
                .toList());
    }

    private SubjectState subject(ChangeRow row) throws SQLException {
        try {
            Optional<Document> document = Optional.empty();
            if (row.document().isPresent()) {
                document = Optional.of(document(row));
            }
            return new SubjectState(row.subject(), row.version(), document);
        } catch (IllegalArgumentException impossible) {
            throw entries.broken(row.revision(), String.valueOf(impossible.getMessage()));
        }
    }

    private Document document(ChangeRow row) throws SQLException {
        String hash = row.document().orElseThrow();
        return documents
                .find(hash)
                .orElseThrow(() -> entries.broken(row.revision(), "the document " + hash + " is missing"));
    }
}
