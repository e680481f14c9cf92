package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.UnknownLedgerException;
import dev.belay.ledger.Verification;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.Compacting;
import dev.belay.ledger.serial.IdempotencyRecord;
import dev.belay.ledger.serial.Journal;
import dev.belay.ledger.serial.Recovered;
import dev.belay.ledger.verify.ChainCheck;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * What a journal in an SQL database reads, and remembers of where its ledgers stand.
 *
 * <p><b>Thread-safety:</b> as {@link Journal} demands.
 */
abstract class SqlJournal implements Journal {

    private final Readers readers;
    private final Diagnosis diagnosis;
    private final Verifier verifier;
    private final ChunkPool pool = new ChunkPool();
    private final Map<LedgerId, LedgerRow> ledgers = new ConcurrentHashMap<>();

    /** The oldest revision of each ledger that was compacted; another map whenever the storage may have gone back. */
    private volatile Map<LedgerId, Long> bases = new ConcurrentHashMap<>();

    SqlJournal(Readers readers, Diagnosis diagnosis, Verifier.PageCheck pages) {
        this.readers = readers;
        this.diagnosis = diagnosis;
        this.verifier = new Verifier(diagnosis, pool, pages);
    }

    final Readers readers() {
        return readers;
    }

    final ChunkPool pool() {
        return pool;
    }

    final Diagnosis diagnosis() {
        return diagnosis;
    }

    /** Where every ledger is known to stand; reading goes as far. */
    final Map<LedgerId, LedgerRow> known() {
        return ledgers;
    }

    /** Takes note of a batch that is stored. */
    final void stored(Batch batch, Map<LedgerId, LedgerRow> moved) {
        ledgers.putAll(moved);
        batch.written().forEach(written -> written.chunks().forEach(pool::share));
    }

    /** Proves where every ledger stands, on a connection that sees one moment. */
    final Map<LedgerId, Recovered> recover(Connection connection) throws SQLException {
        List<LedgerRow> found = learn(connection, new LedgerTable(connection, diagnosis).all());
        Map<LedgerId, Recovered> recovered = new LinkedHashMap<>();
        for (LedgerRow row : found) {
            recovered.put(row.id(), verifier.recover(connection, row));
        }
        return recovered;
    }

    /**
     * Takes note of what there is, and of nothing else: a storage that was restored from a backup may lack ledgers, and
     * what was compacted later.
     */
    final List<LedgerRow> learn(Connection connection, List<LedgerRow> found) throws SQLException {
        Map<LedgerId, Long> begins = new ConcurrentHashMap<>();
        learnBases(connection, begins);
        bases = begins;
        found.forEach(row -> ledgers.put(row.id(), row));
        ledgers.keySet().retainAll(found.stream().map(LedgerRow::id).toList());
        return found;
    }

    @Override
    public Optional<IdempotencyRecord> idempotency(IdempotencyKey key, Instant notBefore) {
        return readers.read(connection -> new IdempotencyTable(connection).find(key, notBefore));
    }

    private void learnBases(Connection connection, Map<LedgerId, Long> begins) throws SQLException {
        Map<Long, Long> found = new BaseTable(connection, diagnosis).all();
        if (!found.isEmpty()) {
            for (LedgerRow row : new LedgerTable(connection, diagnosis).all()) {
                Long base = found.get(row.number());
                if (base != null) {
                    begins.merge(row.id(), base, Math::max);
                }
            }
        }
    }

    /** Takes note that a ledger begins at a revision. */
    final void compacted(LedgerId ledger, long oldest) {
        bases.merge(ledger, oldest, Math::max);
    }

    /** Changes the tables in a transaction, within a turn. */
    abstract void change(Step step);

    @Override
    public long oldest(LedgerId ledger) {
        return bases.getOrDefault(ledger, 0L);
    }

    @Override
    public OptionalLong neededByRecords(LedgerId ledger, Instant notBefore) {
        return readers.read(connection -> new IdempotencyTable(connection).needs(ledger, notBefore));
    }

    @Override
    public Compacting compacting(LedgerId ledger, long revision) {
        LedgerRow row = row(ledger);
        return kept(ledger, revision, connection -> {
            try (StateReader states = new StateReader(connection, row, pool)) {
                ChainCheck proof = states.proof(revision);
                return new SqlCompacting(
                        this, row, new Checkpoint(revision, proof.hash(), StateDigest.of(proof.state())));
            }
        });
    }

    @Override
    public LedgerState at(LedgerId ledger, long revision) {
        return kept(ledger, revision, connection -> {
            try (StateReader states = new StateReader(connection, row(ledger), pool)) {
                return states.proof(revision).state();
            }
        });
    }

    @Override
    public long revisionAt(LedgerId ledger, Instant instant) {
        LedgerRow row = row(ledger);
        return kept(
                ledger,
                row.revision(),
                connection -> new EntryTable(connection, row).newestAt(instant, oldest(ledger)));
    }

    @Override
    public Optional<LedgerEntry> entry(LedgerId ledger, long revision) {
        return readers.read(connection -> new EntryTable(connection, row(ledger)).find(revision));
    }

    @Override
    public List<LedgerEntry> entries(LedgerId ledger, long after, int limit) {
        LedgerRow row = row(ledger);
        return kept(ledger, Math.max(0, after), connection -> {
            List<LedgerEntry> entries = new EntryTable(connection, row).between(after, row.revision(), limit);
            if (!entries.isEmpty() && entries.get(0).revision() > Math.max(0, after) + 1) {
                throw new EntryTable(connection, row).missing(after + 1);
            }
            return entries;
        });
    }

    @Override
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        LedgerRow row = row(ledger);
        return kept(
                ledger,
                row.revision(),
                connection -> new VersionReader(connection, row, oldest(ledger)).versions(subject));
    }

    /** Reads what is kept, once more if it was compacted meanwhile. */
    private <T> T kept(LedgerId ledger, long revision, Readers.Query<T> query) {
        LedgerRow row = row(ledger);
        while (true) {
            long oldest = oldest(ledger);
            if (revision < oldest) {
                throw new RevisionUnreachableException(revision, oldest, row.revision());
            }
            try {
                return readers.read(query);
            } catch (LedgerBrokenException missing) {
                if (oldest == oldestNow(ledger)) {
                    requireSameHistory(row);
                    throw missing;
                }
            }
        }
    }

    /**
     * Asked before what was read is taken for damaged: whether the storage still has the history that this journal knows.
     *
     * @throws dev.belay.ledger.StoreUnavailableException if it does not, as after a restore, so that everything has to be
     *     read again
     */
    void requireSameHistory(LedgerRow known) {}

    private long oldestNow(LedgerId ledger) {
        Map<LedgerId, Long> begins = bases;
        readers.read(connection -> {
            learnBases(connection, begins);
            return true;
        });
        return oldest(ledger);
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
                throw diagnosis.found("the document " + hash + " is not whole: " + otherBytes.getMessage());
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
        LedgerRow row = row(ledger);
        Verification verification = readers.read(connection -> verifier.verify(connection, row, from, untilClosed));
        if (!verification.intact()) {
            requireSameHistory(row);
        }
        return verification;
    }

    private LedgerRow row(LedgerId ledger) {
        LedgerRow row = ledgers.get(ledger);
        if (row == null) {
            throw new UnknownLedgerException(ledger);
        }
        return row;
    }

    /** Something to change in the tables. */
    @FunctionalInterface
    interface Step {
        void run(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Lookup {
        Optional<Document> in(DocumentTable documents, String hash) throws SQLException;
    }
}
