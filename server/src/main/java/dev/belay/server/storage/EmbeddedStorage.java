package dev.belay.server.storage;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The embedded storage: two SQLite files in a folder that belongs to one server. */
public final class EmbeddedStorage {

    /** What the folder of archives is called in a data folder. */
    public static final String ARCHIVE_FOLDER = "archive";

    private EmbeddedStorage() {}

    /** Whether a server keeps everything in a folder. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(SqliteStore.FILE)) || Files.exists(folder.resolve(OperationsDatabase.FILE));
    }

    /**
     * Opens what a folder holds, or makes it, with archives in a folder in it.
     *
     * @throws LedgerException if it cannot be used, or its history is damaged or missing
     */
    public static Storage open(Path folder, InstantSource clock, Supplier<String> epochs) {
        return open(folder, folder.resolve(ARCHIVE_FOLDER), clock, epochs);
    }

    /**
     * Opens what a folder holds, or makes it.
     *
     * @param archive where archives are, or will be
     * @param epochs makes the random identity of a new ledger's line of history
     * @throws LedgerException if it cannot be used, or its history is damaged or missing
     */
    public static Storage open(Path folder, Path archive, InstantSource clock, Supplier<String> epochs) {
        Path history = folder.resolve(SqliteStore.FILE);
        Path operations = folder.resolve(OperationsDatabase.FILE);
        requireHistory(history, operations);
        LedgerStore ledgers = SqliteStore.open(history, clock, epochs);
        try {
            return Storage.archiving(
                    ledgers, new ArchiveFolder(archive), OperationsDatabase.open(operations), Storage.Rest.NONE);
        } catch (RuntimeException failure) {
            ledgers.close();
            throw failure;
        }
    }

    /** The ledgers are made before keys and tokens are, so that the latter alone mean a loss. */
    private static void requireHistory(Path history, Path operations) {
        if (Files.notExists(history) && Files.exists(operations)) {
            String sentence = "The file " + history + " with the stored history is missing, though " + operations
                    + " beside it is there; restore it, or delete that file too to start anew.";
            throw new LedgerBrokenException(new StoreHealth.Broken(sentence, Optional.empty()));
        }
    }
}
