package dev.belay.store.sql;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Batch.CreatedLedger;
import dev.belay.ledger.serial.Batch.Written;
import dev.belay.ledger.serial.IdempotencyRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores batches, each in one transaction. The statements are prepared once.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class BatchWriter implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement ledger;
    private final PreparedStatement entry;
    private final PreparedStatement document;
    private final PreparedStatement change;
    private final PreparedStatement checkpoint;
    private final PreparedStatement head;
    private final PreparedStatement idempotency;
    private final PreparedStatement expiry;

    BatchWriter(Connection connection) throws SQLException {
        this.connection = connection;
        // The driver's own transactions begin the next one with every commit, and so would hold the file's lock for
        // good.
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        ledger = connection.prepareStatement(
                "INSERT INTO ledger (name, epoch, revision, hash, seal, number) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        entry = connection.prepareStatement("INSERT INTO entry (id, at, body) VALUES (?, ?, ?)");
        document =
                connection.prepareStatement("INSERT INTO document (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING");
        change = connection.prepareStatement(
                "INSERT INTO change (ledger, kind, key, revision, version, document) VALUES (?, ?, ?, ?, ?, ?)");
        checkpoint = connection.prepareStatement(
                "INSERT INTO checkpoint (ledger, revision, hash, digest) VALUES (?, ?, ?, ?)");
        head = connection.prepareStatement(
                "UPDATE ledger SET epoch = ?2, revision = ?3, hash = ?4, seal = ?5 WHERE number = ?6 AND name = ?1");
        idempotency = connection.prepareStatement(
                "INSERT OR REPLACE INTO idempotency (scope, key, body_hash, at, outcomes) VALUES (?, ?, ?, ?, ?)");
        expiry = connection.prepareStatement("DELETE FROM idempotency WHERE at < ?");
    }

    /**
     * Stores a batch durably.
     *
     * @param known where every ledger stands
     * @return where the ledgers of the batch stand afterwards
     */
    Map<LedgerId, LedgerRow> write(Batch batch, Map<LedgerId, LedgerRow> known) throws SQLException {
        begin.execute();
        try {
            Map<LedgerId, LedgerRow> moved = insert(batch, known);
            commit.execute();
            return moved;
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

    private Map<LedgerId, LedgerRow> insert(Batch batch, Map<LedgerId, LedgerRow> known) throws SQLException {
        Map<LedgerId, LedgerRow> moved = new LinkedHashMap<>();
        for (CreatedLedger created : batch.created()) {
            moved.put(created.ledger(), create(created, known.size() + moved.size() + 1L));
        }
        for (Written written : batch.written()) {
            LedgerRow row =
                    Optional.ofNullable(moved.get(written.ledger())).orElseGet(() -> known.get(written.ledger()));
            moved.put(written.ledger(), append(written, row, batch));
        }
        for (LedgerRow row : moved.values()) {
            bind(head, row).executeUpdate();
        }
        remember(batch);
        return moved;
    }

    private LedgerRow create(CreatedLedger created, long number) throws SQLException {
        LedgerRow row = new LedgerRow(number, created.ledger(), created.epoch(), 0, LedgerEntry.NO_PREVIOUS);
        bind(ledger, row).executeUpdate();
        return row;
    }

    private static PreparedStatement bind(PreparedStatement statement, LedgerRow row) throws SQLException {
        statement.setString(1, row.id().text());
        statement.setString(2, row.epoch());
        statement.setLong(3, row.revision());
        statement.setBytes(4, Hash.bytes(row.hash()));
        statement.setBytes(5, Hash.bytes(row.seal()));
        statement.setLong(6, row.number());
        return statement;
    }

    private LedgerRow append(Written written, LedgerRow row, Batch batch) throws SQLException {
        LedgerEntry appended = written.entry();
        insertEntry(row.number(), appended);
        for (MemberChunk each : written.chunks()) {
            insertDocument(batch.document(each));
        }
        for (Document each : written.newDocuments()) {
            insertDocument(each);
        }
        for (Change each : appended.changes()) {
            insertChange(row.number(), appended.revision(), each);
        }
        if (appended.revision() % CheckpointTable.EVERY == 0) {
            insertCheckpoint(row.number(), written);
        }
        return row.at(appended.position().epoch(), appended.revision(), appended.hash());
    }

    private void insertDocument(Document each) throws SQLException {
        document.setBytes(1, Hash.bytes(each.hash()));
        document.setBytes(2, each.bytes());
        document.executeUpdate();
    }

    private void insertEntry(long number, LedgerEntry appended) throws SQLException {
        entry.setLong(1, EntryTable.id(number, appended.revision()));
        entry.setLong(2, appended.at().toEpochMilli());
        entry.setBytes(3, EntryFormat.write(appended));
        entry.executeUpdate();
    }

    private void insertChange(long number, long revision, Change made) throws SQLException {
        change.setLong(1, number);
        change.setString(2, made.subject().kind());
        change.setString(3, made.subject().key());
        change.setLong(4, revision);
        change.setLong(5, made.version());
        change.setBytes(6, Hash.bytes(made.after()));
        change.executeUpdate();
    }

    private void insertCheckpoint(long number, Written written) throws SQLException {
        checkpoint.setLong(1, number);
        checkpoint.setLong(2, written.entry().revision());
        checkpoint.setBytes(3, Hash.bytes(written.entry().hash()));
        checkpoint.setBytes(4, Hash.bytes(StateDigest.of(written.after())));
        checkpoint.executeUpdate();
    }

    private void remember(Batch batch) throws SQLException {
        for (IdempotencyRecord each : batch.records()) {
            idempotency.setString(1, each.key().scope());
            idempotency.setString(2, each.key().key());
            idempotency.setString(3, each.key().bodyHash());
            idempotency.setLong(4, each.at().toEpochMilli());
            idempotency.setString(5, IdempotencyTable.text(each.outcomes()));
            idempotency.executeUpdate();
        }
        if (!batch.records().isEmpty()) {
            Instant oldest = batch.recordsExpireAt();
            expiry.setLong(1, oldest.toEpochMilli());
            expiry.executeUpdate();
        }
    }

    private void undo(Throwable failure) {
        try {
            rollback.execute();
        } catch (SQLException alsoThis) {
            failure.addSuppressed(alsoThis);
        }
    }
}
