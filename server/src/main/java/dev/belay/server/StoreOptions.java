package dev.belay.server;

import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.server.replica.Replica;
import dev.belay.server.storage.EmbeddedStorage;
import dev.belay.server.storage.NewsAddress;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The options that say where everything is kept: {@code --data} names a folder, {@code --store} a database,
 * {@code --archive} a folder of archives, and {@code --news} by what else than that database its nodes tell one another of
 * changes.
 *
 * @param folder   what {@code --data} names, or the usual one
 * @param postgres what {@code --store} names
 * @param archive  what {@code --archive} names; a folder has archives without that, too, and a database has none
 * @param news     what {@code --news} names
 */
record StoreOptions(
        Path folder, Optional<PostgresAddress> postgres, Optional<Path> archive, Optional<NewsAddress> news) {

    static final String DATA = "--data";
    static final String STORE = "--store";
    static final String ARCHIVE = "--archive";
    static final String NEWS = "--news";

    /** All of them. */
    static final Set<String> NAMES = Set.of(DATA, STORE, ARCHIVE, NEWS);

    /**
     * Reads them.
     *
     * @throws Refusal if some do not go together, or one cannot be understood
     */
    static StoreOptions of(Arguments arguments, Map<String, String> environment) {
        Optional<String> store = arguments.one(STORE);
        if (store.isPresent() && arguments.one(DATA).isPresent()) {
            throw Arguments.usage("The options " + DATA + " and " + STORE
                    + " name two places for everything; give the one that holds it, or shall hold it.");
        }
        if (store.isEmpty() && arguments.one(NEWS).isPresent()) {
            throw Arguments.usage("The option " + NEWS + " is for nodes that share a database, which " + STORE
                    + " names; the folder of " + DATA + " belongs to one server, which has no others to hear of.");
        }
        return new StoreOptions(
                DataOption.folder(arguments),
                store.map(url -> understood(() -> PostgresAddress.of(url, environment))),
                arguments.one(ARCHIVE).map(DataOption::path),
                arguments.one(NEWS).map(url -> understood(() -> NewsAddress.of(url, environment))));
    }

    /** Refuses a database where another option says that everything comes from elsewhere. */
    static void refuseBeside(String other, Arguments arguments) {
        if (arguments.one(ARCHIVE).isPresent()) {
            throw Arguments.usage("The options " + other + " and " + ARCHIVE
                    + " do not go together; a replica keeps no history, and its upstream has the archives.");
        }
        if (arguments.one(STORE).isPresent()) {
            throw Arguments.usage("The options " + other + " and " + STORE
                    + " name two places for everything; a replica keeps nothing but copies, in the folder of " + DATA
                    + ".");
        }
        if (arguments.one(NEWS).isPresent()) {
            throw Arguments.usage("The option " + NEWS + " is for nodes that share a database; with " + other
                    + " this server hears of changes from its upstream.");
        }
    }

    /**
     * Opens what is there.
     *
     * @throws Refusal if the database's driver does not understand the address, or a folder that was named for archives is
     *     not there, which may only not be mounted
     * @throws dev.belay.ledger.LedgerException if it cannot be used, or its history is damaged or missing
     */
    Storage open(InstantSource clock, Supplier<String> epochs) {
        refuseCopies();
        archive.filter(named -> !Files.isDirectory(named)).ifPresent(named -> {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "There is no folder " + named + " for archives; make it, or mount it, so that history is found.");
        });
        return understood(() -> postgres.isPresent()
                ? PostgresStorage.open(
                        postgres.get(),
                        archive.map(ArchiveFolder::new),
                        clock,
                        epochs,
                        news.map(NewsAddress::open).orElse(NewsChannel.NONE))
                : EmbeddedStorage.open(folder, archives(), clock, epochs));
    }

    private void refuseCopies() {
        if (postgres.isEmpty() && !EmbeddedStorage.isIn(folder) && Replica.hasCopiesIn(folder)) {
            throw Arguments.usage("The folder '" + folder
                    + "' belongs to a replica; give the server a folder of its own with " + DATA + ".");
        }
    }

    private Path archives() {
        return archive.orElseGet(() -> folder.resolve(EmbeddedStorage.ARCHIVE_FOLDER));
    }

    private static <T> T understood(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException refused) {
            throw Arguments.usage(refused.getMessage() + ".");
        }
    }
}
