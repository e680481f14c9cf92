package dev.belay.embedded;

import dev.belay.client.Belay;
import dev.belay.client.Settings;
import dev.belay.client.Source;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The SDK without a server: an application opens the store of the ledgers itself and follows one flag set there.
 *
 * <pre>{@code
 * Belay belay = Embedded.open(
 *         () -> PostgresStore.open(dataSource, Clock.systemUTC(), epochs),
 *         LedgerId.flagSet("shop", "production"));
 *
 * Toggle newFlow = belay.toggle("checkout.new-flow");
 * }</pre>
 *
 * <p>Toggles, evaluations, listeners and status are those of {@link Belay}. A change that anybody makes in the store is
 * seen as soon as the store tells of it: at once in the same process, within milliseconds where the storage has
 * notifications, and within a second where those are lost. While the storage is away the last flags go on answering;
 * {@link Belay#status()} says so, and why. An application that starts meanwhile begins with the cache on disk or the
 * bootstrap of its {@link Settings}.
 *
 * <p>Flags are changed through the store, by a server or another application on the same storage: {@link Belay#manage}
 * refuses here, because there is nobody to check an access token.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Embedded {

    private Embedded() {}

    /**
     * Follows a flag set in a store that is open. Returns at once; {@link Belay#awaitReady} waits for the first flags.
     *
     * @param store stays the caller's, who closes it after the {@link Belay}
     */
    public static Belay open(LedgerStore store, LedgerId flagSet) {
        return Belay.of(source(store, flagSet));
    }

    /**
     * Opens a store in the background and follows a flag set in it, with {@link Settings#DEFAULT}.
     *
     * @see #source(Supplier, LedgerId)
     */
    public static Belay open(Supplier<? extends LedgerStore> opener, LedgerId flagSet) {
        return Belay.of(source(opener, flagSet));
    }

    /**
     * A flag set in a store that is open, to be combined with other sources or settings by {@link Belay#of}.
     *
     * @param store stays the caller's, who closes it after the {@link Belay}
     * @throws IllegalArgumentException if the ledger is not that of a flag set
     */
    public static Source source(LedgerStore store, LedgerId flagSet) {
        Objects.requireNonNull(store, "The store is null; open one, such as by SqliteStore.open");
        requireFlagSet(flagSet);
        return Source.of(
                (time, signal, memory) -> new StoreSource(new OpenedStore.Lent(store), flagSet, time, signal, memory));
    }

    /**
     * A flag set in a store that is opened in the background, again and again until that succeeds, so that an absent
     * storage holds up nobody. The store is closed with the {@link Belay}.
     *
     * @param opener opens the store; what it throws becomes the status
     * @throws IllegalArgumentException if the ledger is not that of a flag set
     */
    public static Source source(Supplier<? extends LedgerStore> opener, LedgerId flagSet) {
        Objects.requireNonNull(opener, "The opener is null; give a function that opens the store");
        requireFlagSet(flagSet);
        return Source.of((time, signal, memory) ->
                new StoreSource(new OpenedStore.Owned(opener), flagSet, time, signal, memory));
    }

    private static void requireFlagSet(LedgerId flagSet) {
        if (!flagSet.isFlagSet()) {
            throw new IllegalArgumentException("The ledger " + flagSet
                    + " has no flags; name one of a project and an environment, such as LedgerId.flagSet(\"shop\","
                    + " \"production\")");
        }
    }
}
