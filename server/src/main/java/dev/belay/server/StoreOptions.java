package dev.belay.server;

import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.server.storage.EmbeddedStorage;
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
 * {@code --archive} a folder of archives.
 *
 * @param folder   what {@code --data} names, or the usual one
 * @param postgres what {@code --store} names
 * @param archive  what {@code --archive} names; a folder has archives without that, too, and a database has none
 */
record StoreOptions(Path folder, Optional<PostgresAddress> postgres, Optional<Path> archive) {

    static final String DATA = "--data";
    static final String STORE = "--store";
    static final String ARCHIVE = "--archive";

    /** All of them. */
    static final Set<String> NAMES = Set.of(DATA, STORE, ARCHIVE);

    /**
     * Reads them.
     *
     * @throws Refusal if data and store are both given, or one cannot be understood
     */
    static StoreOptions of(Arguments arguments, Map<String, String> environment) {
        Optional<String> store = arguments.one(STORE);
        if (store.isPresent() && arguments.one(DATA).isPresent()) {
            throw Arguments.usage("The options " + DATA + " and " + STORE
                    + " name two places for everything; give the one that holds it, or shall hold it.");
        }
        return new StoreOptions(
                DataOption.folder(arguments),
                store.map(url -> address(url, environment)),
                arguments.one(ARCHIVE).map(DataOption::path));
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
    }

    /**
     * Opens what is there.
     *
     * @throws Refusal if the database's driver does not understand the address, or a folder that was named for archives is
     *     not there, which may only not be mounted
     * @throws dev.belay.ledger.LedgerException if it cannot be used, or its history is damaged or missing
     */
    Storage open(InstantSource clock, Supplier<String> epochs) {
        archive.filter(named -> !Files.isDirectory(named)).ifPresent(named -> {
            throw new Refusal(
                    ExitCode.UNAVAILABLE,
                    "There is no folder " + named + " for archives; make it, or mount it, so that history is found.");
        });
        try {
            return postgres.isPresent()
                    ? PostgresStorage.open(postgres.get(), archive.map(ArchiveFolder::new), clock, epochs)
                    : EmbeddedStorage.open(folder, archives(), clock, epochs);
        } catch (IllegalArgumentException malformed) {
            throw usage(malformed);
        }
    }

    private Path archives() {
        return archive.orElseGet(() -> folder.resolve(EmbeddedStorage.ARCHIVE_FOLDER));
    }

    private static PostgresAddress address(String url, Map<String, String> environment) {
        try {
            return PostgresAddress.of(url, environment);
        } catch (IllegalArgumentException refused) {
            throw usage(refused);
        }
    }

    private static Refusal usage(IllegalArgumentException refused) {
        return Arguments.usage(refused.getMessage() + ".");
    }
}
