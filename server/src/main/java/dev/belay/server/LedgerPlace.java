package dev.belay.server;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Verification;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.store.sql.LedgerExport;
import dev.belay.store.sql.LedgerVerification;
import dev.belay.store.sql.PostgresStore;
import dev.belay.store.sql.SqliteStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Where the ledgers are that a command works on: in a file, or in a database.
 *
 * @param file     the one that {@code --data} names, or that in the folder
 * @param database what {@code --store} names
 * @param archive  what {@code --archive} names
 */
record LedgerPlace(Path file, Optional<PostgresAddress> database, Optional<Path> archive) {

    private static final int EPOCH_BYTES = 8;

    static LedgerPlace of(Arguments arguments) {
        StoreOptions options = StoreOptions.of(arguments, System.getenv());
        return new LedgerPlace(file(options.folder()), options.postgres(), options.archive());
    }

    /** Where archives are: in the named folder, or beside the file. */
    ArchiveFolder archives() {
        return new ArchiveFolder(archive.orElseGet(() -> file.resolveSibling(DataOption.ARCHIVE_FOLDER)));
    }

    /** Whether there are archives to look for: a database has none unless a folder is named. */
    boolean hasArchives() {
        return database.isEmpty() || archive.isPresent();
    }

    List<Verification> verify(LongConsumer progress) {
        return database.isPresent()
                ? LedgerVerification.of(source(database.get()), progress)
                : LedgerVerification.of(file, progress);
    }

    List<LedgerExport.Exported> export(OutputStream out) throws IOException {
        return database.isPresent()
                ? LedgerExport.write(source(database.get()), archives(), out)
                : LedgerExport.write(file, archives(), out);
    }

    /** Opens the store beside servers, if it is a database; a file must be there, and in nobody's use. */
    LedgerStore open() {
        requireFile();
        RandomText epochs = new RandomText(new SecureRandom(), EPOCH_BYTES);
        return database.isPresent()
                ? PostgresStore.open(source(database.get()), InstantSource.system(), epochs)
                : SqliteStore.open(file, InstantSource.system(), epochs);
    }

    /** A store would be made of nothing otherwise. */
    private void requireFile() {
        if (database.isEmpty() && !Files.exists(file)) {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "The file " + file.toAbsolutePath() + " does not exist; name the folder of a server with "
                            + StoreOptions.DATA + ".");
        }
    }

    /** Opens what servers keep beside the ledgers, if any has been there, and leaves it as it is. */
    Optional<OperationsDatabase> operations() {
        return database.isPresent()
                ? OperationsDatabase.openExisting(source(database.get()))
                : OperationsDatabase.openExisting(file.resolveSibling(OperationsDatabase.FILE));
    }

    /** What messages call it. */
    @Override
    public String toString() {
        return database.map(address -> "the database " + address).orElse("the file " + file);
    }

    private static DataSource source(PostgresAddress address) {
        try {
            return PostgresStorage.source(address);
        } catch (IllegalArgumentException malformed) {
            throw Arguments.usage(malformed.getMessage() + ".");
        }
    }

    /** The file with the ledgers: the named one, or that in the named folder. */
    static Path file(Path named) {
        return Files.isRegularFile(named) ? named : named.resolve(SqliteStore.FILE);
    }
}
