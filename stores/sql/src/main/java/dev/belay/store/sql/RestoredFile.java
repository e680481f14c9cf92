package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.archive.DamagedArchiveException;
import dev.belay.ledger.archive.HistoryLine;
import dev.belay.ledger.archive.HistoryReader;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.verify.ChainCheck;
import dev.belay.store.sql.CheckpointTable.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new file with the lines of an export, many entries in a transaction; each entry has to follow the one before.
 *
 * <p><b>Thread-safety:</b> confined to one thread.
 */
final class RestoredFile implements AutoCloseable {

    private static final int TOGETHER = 1_000;

    private final Damage damage;
    private final SqliteWriter writer;
    private final DocumentTable stored;
    private final LongConsumer progress;
    private final Map<LedgerId, LedgerRow> known = new HashMap<>();
    private final Map<String, Document> pending = new LinkedHashMap<>();
    private final List<Document> sinceLastEntry = new ArrayList<>();
    private final List<Batch.Written> written = new ArrayList<>();
    private final List<SubjectState> atBase = new ArrayList<>();
    private final List<LedgerEntry> kept = new ArrayList<>();
    private Optional<LedgerId> ledger = Optional.empty();
    private @Nullable LedgerEntry base;
    private @Nullable ChainCheck chain;
    private String epoch = "";
    private long entries;

    RestoredFile(Path file, LongConsumer progress) throws SQLException {
        this.damage = new Damage(file);
        Connection connection = Connections.writer(file);
        this.writer = new SqliteWriter(connection);
        this.stored = new DocumentTable(connection, new ChunkPool());
        this.progress = progress;
    }

    void readAll(HistoryReader reader) throws IOException, SQLException {
        for (Optional<HistoryLine> line = reader.next(); line.isPresent(); line = reader.next()) {
            take(line.get());
        }
        if (ledger.isPresent()) {
            throw new DamagedArchiveException("The end of ledger " + ledger.get() + " is missing");
        }
    }

    private void take(HistoryLine line) throws IOException, SQLException {
        if (line instanceof HistoryLine.Stored document) {
            pending.put(document.document().hash(), document.document());
            sinceLastEntry.add(document.document());
        } else if (line instanceof HistoryLine.Entry entry) {
            append(entry.entry());
        } else if (line instanceof HistoryLine.Ledger begun) {
            begin(begun);
        } else if (line instanceof HistoryLine.Base before) {
            base = before.entry();
        } else if (line instanceof HistoryLine.SubjectAtBase subject) {
            atBase.add(new SubjectState(
                    subject.subject(), subject.version(), subject.document().map(this::document)));
        } else if (line instanceof HistoryLine.Kept earlier) {
            kept.add(earlier.entry());
        } else if (line instanceof HistoryLine.End) {
            finish();
        } else if (line instanceof HistoryLine.Stopped stopped) {
            throw new DamagedArchiveException("The export stopped at entry " + stopped.revision() + " of ledger "
                    + stopped.ledger() + ", which did not hold: " + stopped.detail());
        }
    }

    private void begin(HistoryLine.Ledger begun) throws SQLException {
        ledger = Optional.of(begun.ledger());
        epoch = begun.epoch();
        base = null;
        chain = null;
        atBase.clear();
        kept.clear();
        Batch creation = new Batch(
                List.of(new Batch.CreatedLedger(begun.ledger(), epoch)), List.of(), Map.of(), List.of(), Instant.EPOCH);
        known.putAll(writer.write(creation, known));
    }

    private void append(LedgerEntry entry) throws IOException, SQLException {
        ChainCheck check = chain == null ? start() : chain;
        Optional<BrokenEntry> broken = check.accept(entry);
        if (broken.isPresent()) {
            throw new DamagedArchiveException(broken.get().sentence());
        }
        written.add(new Batch.Written(ledger(), entry, check.state(), sinceLastEntry, List.of()));
        sinceLastEntry.clear();
        entries++;
        if (written.size() == TOGETHER) {
            flush();
        }
    }

    private ChainCheck start() throws IOException, SQLException {
        LedgerEntry before = base;
        LedgerState state = LedgerState.empty(epoch);
        String hash = LedgerEntry.NO_PREVIOUS;
        if (before != null) {
            state = LedgerState.of(before.position(), before.at(), atBase);
            hash = before.hash();
            writeBase(before, state);
        }
        ChainCheck check = new ChainCheck(ledger(), state, hash, wanted -> Optional.of(document(wanted)));
        chain = check;
        return check;
    }

    /** The oldest entry, and those before it that made what is in place there. */
    private void writeBase(LedgerEntry before, LedgerState state) throws SQLException {
        LedgerRow row = Objects.requireNonNull(known.get(ledger()));
        kept.add(before);
        writer.change(open -> {
            try (BatchWriter batches = new BatchWriter(open, Inserts.ONE_BY_ONE)) {
                known.put(row.id(), batches.insertBase(row, kept, state, sinceLastEntry));
            }
            Checkpoint checkpoint = new Checkpoint(before.revision(), before.hash(), StateDigest.of(state));
            new CheckpointTable(open).put(row, checkpoint);
            new BaseTable(open, damage).put(row, checkpoint);
        });
        sinceLastEntry.clear();
    }

    private LedgerId ledger() {
        return ledger.orElseThrow(() -> new IllegalArgumentException("The export has an entry before any ledger"));
    }

    private Document document(String hash) {
        try {
            Document found = pending.get(hash);
            return found != null
                    ? found
                    : stored.findAlone(hash)
                            .orElseThrow(() -> new IllegalArgumentException("The document " + hash + " is missing"));
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void finish() throws IOException, SQLException {
        if (chain == null) {
            start();
        }
        flush();
        ledger = Optional.empty();
    }

    private void flush() throws SQLException {
        known.putAll(writer.write(new Batch(List.of(), written, Map.of(), List.of(), Instant.EPOCH), known));
        written.clear();
        pending.clear();
        progress.accept(entries);
    }

    @Override
    public void close() throws SQLException {
        stored.close();
        writer.close();
    }
}
