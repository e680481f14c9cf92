package dev.belay.store.sql;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.archive.Archive;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.HistoryWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Saves what is intact of a Belay file or database, which may be damaged, as JSON lines. It is only read.
 *
 * <p>The lines are those of a {@link HistoryWriter} with the format {@code belay-export-1}: each ledger with its entries up
 * to its end, or to the first one that does not hold.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class LedgerExport {

    private static final String FORMAT = "belay-export-1";

    private final Connection connection;
    private final LedgerRow ledger;
    private final long base;
    private final HistoryWriter lines;

    private LedgerExport(Connection connection, LedgerRow ledger, long base, HistoryWriter lines) {
        this.connection = connection;
        this.ledger = ledger;
        this.base = base;
        this.lines = lines;
    }

    /**
     * Writes every ledger up to its end or its first broken entry. What was compacted is read from archives that lead to
     * what is left; without them an export begins with the state at the oldest revision.
     *
     * @param archives where archives may be
     * @param out      stays open
     * @return what was written
     * @throws LedgerBrokenException     if nothing at all can be read
     * @throws StoreUnavailableException if the file cannot be read, or has another schema
     * @throws IOException               if writing fails, or an archive cannot be read
     */
    public static List<Exported> write(Path file, ArchiveFolder archives, OutputStream out) throws IOException {
        Damage damage = Damage.beforeExport(file);
        damage.requireContent();
        try (Connection connection = Connections.salvage(file)) {
            damage.requireSchema(connection);
            return write(connection, damage, archives, out);
        } catch (SQLException failure) {
            throw damage.from(failure);
        }
    }

    /**
     * Writes every ledger in a PostgreSQL database, as it is at one moment, as the other method does.
     *
     * @throws LedgerBrokenException     if nothing at all can be read
     * @throws StoreUnavailableException if the database cannot be read, or has another schema
     * @throws IOException               if writing fails, or an archive cannot be read
     */
    public static List<Exported> write(DataSource source, ArchiveFolder archives, OutputStream out) throws IOException {
        Diagnosis diagnosis = new PostgresDiagnosis();
        try (Connection connection = new PostgresDatabase(new PostgresLogin(source)).open()) {
            PostgresSchema.require(connection);
            return OneMoment.read(connection, () -> {
                try {
                    return write(connection, diagnosis, archives, out);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (SQLException failure) {
            throw diagnosis.from(failure);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static List<Exported> write(
            Connection connection, Diagnosis diagnosis, ArchiveFolder archives, OutputStream out)
            throws SQLException, IOException {
        HistoryWriter lines = new HistoryWriter(out, FORMAT);
        Map<Long, Long> bases = bases(connection, diagnosis);
        List<Exported> exported = new ArrayList<>();
        for (LedgerRow ledger : new LedgerTable(connection, diagnosis).asTheyAre()) {
            long base = bases.getOrDefault(ledger.number(), 0L);
            exported.add(new LedgerExport(connection, ledger, base, lines).write(archives));
        }
        return exported;
    }

    /** What cannot be read is taken for what is not there, because an export saves what it can. */
    private static Map<Long, Long> bases(Connection connection, Diagnosis diagnosis) {
        try {
            return new BaseTable(connection, diagnosis).asTheyAre();
        } catch (SQLException unreadable) {
            return Map.of();
        }
    }

    private Exported write(ArchiveFolder archives) throws IOException {
        lines.ledger(ledger.id(), ledger.epoch());
        try (StateReader states = new StateReader(connection, ledger, new ChunkPool())) {
            long before = base == 0 ? 0 : writeWhatIsBefore(states, archives);
            ExportWalk walk = new ExportWalk(connection, ledger, states, base);
            for (Optional<LedgerEntry> next = walk.next(); next.isPresent(); next = walk.next()) {
                lines.entry(next.get(), change -> documentAfter(change, walk.state()));
            }
            return end(before + walk.reached() - base, walk.reached(), walk.broken());
        } catch (LedgerBrokenException broken) {
            return end(0, base, Optional.of(here(broken.finding().sentence())));
        } catch (SQLException unreadable) {
            return end(0, base, Optional.of(here("it cannot be read (" + Damage.detail(unreadable) + ")")));
        }
    }

    /** Answers how many entries that is. */
    private long writeWhatIsBefore(StateReader states, ArchiveFolder archives) throws SQLException, IOException {
        LedgerEntry oldest = new EntryTable(connection, ledger).find(base).orElseThrow(() -> missing(base));
        List<Archive> chain = archives.leadingTo(ledger.id(), base, oldest.hash());
        if (chain.isEmpty() || chain.get(0).manifest().from() > 1) {
            lines.base(oldest, states.at(base));
            writeKept();
            return 0;
        }
        for (Archive archive : chain) {
            archive.copyTo(lines);
        }
        return base;
    }

    private void writeKept() throws SQLException, IOException {
        EntryTable entries = new EntryTable(connection, ledger);
        try (ChangeTable changes = new ChangeTable(connection, ledger)) {
            for (long revision : changes.inPlaceAt(base)) {
                if (revision < base) {
                    lines.kept(entries.find(revision).orElseThrow(() -> missing(revision)));
                }
            }
        }
    }

    private LedgerBrokenException missing(long revision) {
        return new EntryTable(connection, ledger).missing(revision);
    }

    private static Optional<Document> documentAfter(Change change, LedgerState after) {
        return Optional.ofNullable(after.subject(change.subject())).flatMap(SubjectState::document);
    }

    private Exported end(long entries, long reached, Optional<BrokenEntry> broken) throws IOException {
        if (broken.isPresent()) {
            lines.stopped(broken.get());
        } else {
            lines.end(ledger.id(), reached);
        }
        return new Exported(ledger.id(), entries, broken);
    }

    private BrokenEntry here(String detail) {
        return new BrokenEntry(ledger.id(), base + 1, detail);
    }

    /**
     * What was written of one ledger.
     *
     * @param entries how many, those from archives among them
     * @param broken  the entry that the export stopped at, if it did not reach the end
     */
    public record Exported(LedgerId ledger, long entries, Optional<BrokenEntry> broken) {}
}
