package dev.belay.store.sql;

import dev.belay.core.flag.MemberChunk;
import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts batches into the tables, within a transaction that is somebody else's. The statements are prepared once.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class BatchWriter implements AutoCloseable {

    private final Inserts inserts;
    private final PreparedStatement ledger;
    private final PreparedStatement entry;
    private final PreparedStatement document;
    private final PreparedStatement change;
    private final PreparedStatement checkpoint;
    private final PreparedStatement head;
    private final PreparedStatement idempotency;
    private final PreparedStatement expiry;

    BatchWriter(Connection connection, Inserts inserts) throws SQLException {
        this.inserts = inserts;
        ledger = connection.prepareStatement(
                "INSERT INTO ledger (name, epoch, revision, hash, seal, number) VALUES (?, ?, ?, ?, ?, ?)");
        entry = connection.prepareStatement("INSERT INTO entry (id, at, body) VALUES (?, ?, ?)");
        document =
                connection.prepareStatement("INSERT INTO document (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING");
        change = connection.prepareStatement(
                "INSERT INTO change (ledger, kind, key, revision, version, document) VALUES (?, ?, ?, ?, ?, ?)");
        checkpoint = connection.prepareStatement(
                "INSERT INTO checkpoint (ledger, revision, hash, digest) VALUES (?, ?, ?, ?)");
        head = connection.prepareStatement("UPDATE ledger SET name = ?, epoch = ?, revision = ?, hash = ?, seal = ?"
                + " WHERE number = ? AND name = ?");
        idempotency = connection.prepareStatement(
                "INSERT INTO idempotency (scope, key, body_hash, at, outcomes) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (scope, key) DO UPDATE SET body_hash = excluded.body_hash, at = excluded.at,"
                        + " outcomes = excluded.outcomes");
        expiry = connection.prepareStatement("DELETE FROM idempotency WHERE at < ?");
    }

    /**
     * Puts all of a batch into the tables.
     *
     * @param known where every ledger stands
     * @return where the ledgers of the batch stand afterwards
     */
    Map<LedgerId, LedgerRow> insert(Batch batch, Map<LedgerId, LedgerRow> known) throws SQLException {
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
            bind(head, row).setString(7, row.id().text());
            inserts.add(head, 0);
        }
        remember(batch);
        inserts.finish();
        return moved;
    }

    /**
     * Lets a new ledger begin with the state at an entry.
     *
     * @param kept the entries that made the state, ascending; the last one is where it begins
     * @return where the ledger stands afterwards
     */
    LedgerRow insertBase(LedgerRow row, List<LedgerEntry> kept, LedgerState state, List<Document> documents)
            throws SQLException {
        for (Document each : documents) {
            insertDocument(each);
        }
        for (LedgerEntry each : kept) {
            insertEntry(row.number(), each);
            for (Change made : each.changes()) {
                SubjectState there = state.subject(made.subject());
                if (there != null && there.version() == made.version()) {
                    insertChange(row.number(), each.revision(), made);
                }
            }
        }
        LedgerEntry last = kept.get(kept.size() - 1);
        LedgerRow moved = row.at(last.position().epoch(), last.revision(), last.hash());
        bind(head, moved).setString(7, moved.id().text());
        inserts.add(head, 0);
        inserts.finish();
        return moved;
    }

    private LedgerRow create(CreatedLedger created, long number) throws SQLException {
        LedgerRow row = new LedgerRow(number, created.ledger(), created.epoch(), 0, LedgerEntry.NO_PREVIOUS);
        inserts.add(bind(ledger, row), 0);
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
        inserts.add(document, each.bytes().length);
    }

    private void insertEntry(long number, LedgerEntry appended) throws SQLException {
        entry.setLong(1, EntryTable.id(number, appended.revision()));
        entry.setLong(2, appended.at().toEpochMilli());
        byte[] body = EntryFormat.write(appended);
        entry.setBytes(3, body);
        inserts.add(entry, body.length);
    }

    private void insertChange(long number, long revision, Change made) throws SQLException {
        change.setLong(1, number);
        change.setString(2, made.subject().kind());
        change.setString(3, made.subject().key());
        change.setLong(4, revision);
        change.setLong(5, made.version());
        change.setBytes(6, Hash.bytes(made.after()));
        inserts.add(change, 0);
    }

    private void insertCheckpoint(long number, Written written) throws SQLException {
        checkpoint.setLong(1, number);
        checkpoint.setLong(2, written.entry().revision());
        checkpoint.setBytes(3, Hash.bytes(written.entry().hash()));
        checkpoint.setBytes(4, Hash.bytes(StateDigest.of(written.after())));
        inserts.add(checkpoint, 0);
    }

    private void remember(Batch batch) throws SQLException {
        for (IdempotencyRecord each : batch.records()) {
            idempotency.setString(1, each.key().scope());
            idempotency.setString(2, each.key().key());
            idempotency.setString(3, each.key().bodyHash());
            idempotency.setLong(4, each.at().toEpochMilli());
            idempotency.setString(5, IdempotencyTable.text(each.outcomes()));
            inserts.add(idempotency, 0);
        }
        if (!batch.records().isEmpty()) {
            Instant oldest = batch.recordsExpireAt();
            expiry.setLong(1, oldest.toEpochMilli());
            inserts.add(expiry, 0);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement each : List.of(ledger, entry, document, change, checkpoint, head, idempotency, expiry)) {
            each.close();
        }
    }
}
