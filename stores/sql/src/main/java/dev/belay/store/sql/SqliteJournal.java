package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * A journal in one SQLite file: one connection writes, a few read what is committed.
 *
 * <p><b>Thread-safety:</b> as {@link Journal} demands.
 */
final class SqliteJournal implements Journal {

    private static final int READERS = 4;

    private final DataFolder folder;
    private final Damage damage;
    private final BatchWriter writer;
    private final Readers readers;
    private final Verifier verifier;
    private final ChunkPool pool = new ChunkPool();
    private final Map<LedgerId, LedgerRow> ledgers = new ConcurrentHashMap<>();

    /**
     * Takes over a file that has the right schema.
     *
     * @param folder is given back when the journal is closed
     */
    SqliteJournal(Path file, DataFolder folder, boolean pagesAreChecked) throws SQLException {
        this.folder = folder;
        damage = new Damage(file);
        writer = new BatchWriter(Connections.writer(file));
        writer.probe();
        readers = new Readers(file, damage, READERS);
        verifier = new Verifier(damage, pool, pagesAreChecked);
    }

    @Override
    public Map<LedgerId, Recovered> recover() {
        return readers.read(this::recover);
    }

    @Override
    public void write(Batch batch) {
        try {
            ledgers.putAll(writer.write(batch, ledgers));
            batch.written().forEach(written -> written.chunks().forEach(pool::share));
        } catch (SQLException failure) {
            throw damage.from(failure);
        }
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return readers.read(connection -> new IdempotencyTable(connection).find(key, notBefore));
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return readers.read(connection -> {
            try (StateReader states = new StateReader(connection, row(ledger), pool)) {
                return states.proof(revision).state();
            }
        });
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        return readers.read(connection -> new EntryTable(connection, row(ledger)).newestAt(instant));
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return readers.read(connection -> new EntryTable(connection, row(ledger)).find(revision));
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        LedgerRow row = row(ledger);
        return readers.read(connection -> new EntryTable(connection, row).between(after, row.revision(), limit));
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return readers.read(connection -> new VersionReader(connection, row(ledger)).versions(subject));
    }

    @Override
    public Optional<Document> document(String hash) {
        return document(hash, DocumentTable::find);
    }

    @Override
    public Optional<Document> documentAlone(String hash) {
        return document(hash, DocumentTable::findAlone);
    }

    private Optional<Document> document(String hash, Lookup lookup) {
        return readers.read(connection -> {
            try (DocumentTable documents = new DocumentTable(connection, pool)) {
                return lookup.in(documents, hash);
            } catch (IllegalArgumentException otherBytes) {
                throw damage.found("the document " + hash + " is not whole: " + otherBytes.getMessage());
            }
        });
    }

    @Override
    public Set<String> missing(Collection<String> hashes) {
        return readers.read(connection -> {
            Set<String> missing = new HashSet<>();
            try (DocumentTable documents = new DocumentTable(connection, pool)) {
                for (String hash : hashes) {
                    if (!documents.contains(hash)) {
                        missing.add(hash);
                    }
                }
            }
            return missing;
        });
    }

    @Override
    public Verification verify(LedgerId ledger, long from, LongConsumer progress) {
        if (from < 1) {
            throw new IllegalArgumentException("The first revision to verify is " + from + "; it must be at least 1");
        }
        LongConsumer untilClosed = revision -> {
            readers.requireOpen();
            progress.accept(revision);
        };
        return readers.read(connection -> verifier.verify(connection, row(ledger), from, untilClosed));
    }

    @Override
    public void close() {
        // The folder is given back last, when nobody here touches the file any more.
        try {
            readers.close();
            writer.close();
        } catch (SQLException failure) {
            throw damage.from(failure);
        } finally {
            folder.close();
        }
    }

    private Map<LedgerId, Recovered> recover(Connection connection) throws SQLException {
        Map<LedgerId, Recovered> recovered = new LinkedHashMap<>();
        for (LedgerRow row : new LedgerTable(connection, damage).all()) {
            recovered.put(row.id(), verifier.recover(connection, row));
            ledgers.put(row.id(), row);
        }
        return recovered;
    }

    private LedgerRow row(LedgerId ledger) {
        LedgerRow row = ledgers.get(ledger);
        if (row == null) {
            throw new UnknownLedgerException(ledger);
        }
        return row;
    }

    @FunctionalInterface
    private interface Lookup {
        Optional<Document> in(DocumentTable documents, String hash) throws SQLException;
    }
}
