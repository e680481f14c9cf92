package dev.belay.server;

import dev.belay.server.storage.EmbeddedStorage;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The options that say where everything is kept: {@code --data} names a folder, {@code --store} a database.
 *
 * @param folder   what {@code --data} names, or the usual one
 * @param postgres what {@code --store} names
 */
record StoreOptions(Path folder, Optional<PostgresAddress> postgres) {

    static final String DATA = "--data";
    static final String STORE = "--store";

    /** Both. */
    static final Set<String> NAMES = Set.of(DATA, STORE);

    /**
     * Reads both.
     *
     * @throws Refusal if both are given, or one cannot be understood
     */
    static StoreOptions of(Arguments arguments, Map<String, String> environment) {
        Optional<String> store = arguments.one(STORE);
        if (store.isPresent() && arguments.one(DATA).isPresent()) {
            throw Arguments.usage("The options " + DATA + " and " + STORE
                    + " name two places for everything; give the one that holds it, or shall hold it.");
        }
        return new StoreOptions(DataOption.folder(arguments), store.map(url -> address(url, environment)));
    }

    /** Refuses a database where another option says that everything comes from elsewhere. */
    static void refuseBeside(String other, Arguments arguments) {
        if (arguments.one(STORE).isPresent()) {
            throw Arguments.usage("The options " + other + " and " + STORE
                    + " name two places for everything; a replica keeps nothing but copies, in the folder of " + DATA
                    + ".");
        }
    }

    /**
     * Opens what is there.
     *
     * @throws Refusal if the database's driver does not understand the address
     * @throws dev.belay.ledger.LedgerException if it cannot be used, or its history is damaged or missing
     */
    Storage open(InstantSource clock, Supplier<String> epochs) {
        try {
            return postgres.isPresent()
                    ? PostgresStorage.open(postgres.get(), clock, epochs)
                    : EmbeddedStorage.open(folder, clock, epochs);
        } catch (IllegalArgumentException malformed) {
            throw usage(malformed);
        }
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
