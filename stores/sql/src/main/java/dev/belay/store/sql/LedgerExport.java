package dev.belay.store.sql;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.member.ChunkPool;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Saves what is intact of a Belay file, which may be damaged, as JSON lines. The file is only read.
 *
 * <p>The first line is {@code {"format":"belay-export-1"}}. Each ledger begins with {@code {"ledger":{"epoch","name"}}},
 * goes on with its entries, each {@code {"entry":…}} after those of its documents, and their chunks of members, that
 * the export does not have yet, each {@code {"document":…,"hash":…}}, and ends with {@code {"end":{"ledger","revision"}}} or, at the first entry that
 * does not hold, with {@code {"stopped":{"detail","ledger","revision"}}}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class LedgerExport {

    private LedgerExport() {}

    /**
     * Writes every ledger up to its end or its first broken entry.
     *
     * @param out stays open
     * @return what was written
     * @throws LedgerBrokenException     if nothing at all can be read
     * @throws StoreUnavailableException if the file cannot be read, or has another schema
     * @throws IOException               if writing fails
     */
    public static List<Exported> write(Path file, OutputStream out) throws IOException {
        Damage damage = Damage.beforeExport(file);
        damage.requireContent();
        try (Connection connection = Connections.salvage(file)) {
            damage.requireSchema(connection);
            ExportLines lines = new ExportLines(out);
            List<Exported> exported = new ArrayList<>();
            for (LedgerRow ledger : new LedgerTable(connection, damage).asTheyAre()) {
                exported.add(write(connection, ledger, lines));
            }
            return exported;
        } catch (SQLException failure) {
            throw damage.from(failure);
        }
    }

    private static Exported write(Connection connection, LedgerRow ledger, ExportLines lines) throws IOException {
        lines.begin(ledger);
        Exported exported = entries(connection, ledger, lines);
        lines.end(exported);
        return exported;
    }

    private static Exported entries(Connection connection, LedgerRow ledger, ExportLines lines) throws IOException {
        try (StateReader states = new StateReader(connection, ledger, new ChunkPool())) {
            ExportWalk walk = new ExportWalk(connection, ledger, states);
            Optional<LedgerEntry> next = walk.next();
            while (next.isPresent()) {
                lines.entry(next.get(), walk.state());
                next = walk.next();
            }
            return new Exported(ledger.id(), walk.reached(), walk.broken());
        } catch (SQLException unreadable) {
            String detail = "it cannot be read (" + Damage.detail(unreadable) + ")";
            return new Exported(ledger.id(), 0, Optional.of(new BrokenEntry(ledger.id(), 1, detail)));
        }
    }

    /**
     * What was written of one ledger.
     *
     * @param entries how many, from the first on
     * @param broken  the entry that the export stopped at, if it did not reach the end
     */
    public record Exported(LedgerId ledger, long entries, Optional<BrokenEntry> broken) {}
}
