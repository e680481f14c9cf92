package dev.belay.store.sql;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.verify.BackgroundVerification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens the ledgers that one SQLite file holds.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SqliteStore {

    /** What the file is called in a data folder. */
    public static final String FILE = "belay.db";

    private static final long SMALL_BYTES = 64L << 20;

    private SqliteStore() {}

    /**
     * Opens a file and proves its newest states, or makes a new file if there is none. The folder belongs to the
     * returned store until it is closed. Everything that a start does not look at is verified in the background; a
     * break found there turns {@link LedgerStore#health()}.
     *
     * <p>Commits take effect on a thread of the store. Reads of anything but the newest states block while SQLite
     * reads, at most four at a time.
     *
     * @param epochs makes the random identity of a new ledger's line of history
     * @throws StoreUnavailableException if the folder cannot be written to, or another store has it
     * @throws LedgerBrokenException     if the file is damaged, not a Belay file, or holds an entry that is not what was
     *     once recorded
     */
    public static LedgerStore open(Path file, InstantSource clock, Supplier<String> epochs) {
        SerialLedgerStore store = SerialLedgerStore.open(journal(file.toAbsolutePath()), clock, epochs);
        BackgroundVerification.start(store, store::isClosed);
        return store;
    }

    static SqliteJournal journal(Path file) {
        DataFolder folder = DataFolder.take(file);
        try {
            if (!Files.exists(file)) {
                SqliteSchema.create(file);
            }
            return existing(file, folder);
        } catch (SQLException failure) {
            folder.close();
            throw new Damage(file).from(failure);
        } catch (RuntimeException refused) {
            folder.close();
            throw refused;
        }
    }

    private static SqliteJournal existing(Path file, DataFolder folder) throws SQLException {
        boolean small = new Damage(file).requireContent() < SMALL_BYTES;
        check(file, small);
        SqliteSchema.upgrade(file);
        return new SqliteJournal(file, folder, small);
    }

    private static void check(Path file, boolean withPages) throws SQLException {
        Damage damage = new Damage(file);
        try (Connection connection = Connections.reader(file)) {
            damage.requireSchema(connection);
            Optional<String> problem = withPages ? PageCheckOnce.problemInPages(connection) : Optional.empty();
            if (problem.isPresent()) {
                throw damage.found(problem.get());
            }
        }
    }
}
