package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.verify.BackgroundVerification;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Opens the ledgers that a Redis server holds, for one of any number of processes that share them.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class RedisStore {

    private RedisStore() {}

    /**
     * Opens the ledgers and checks their newest states; a server without ledgers becomes one with none. Everything that
     * a start does not look at is verified in the background; a break found there turns {@link LedgerStore#health()}.
     *
     * <p>Commits of all processes take effect one at a time, each as one atomic script; who was outrun decides again.
     * The others hear of them within milliseconds. While the server is away, the newest states are still read from
     * memory and commits are refused, until it is back. The store uses two connections.
     *
     * @param epochs makes the random identity of a new ledger's line of history
     * @throws dev.belay.ledger.StoreUnavailableException if the server cannot be reached, cannot be written to, or could
     *     lose what it has acknowledged and that was not {@link RedisSettings#accepting accepted}
     * @throws dev.belay.ledger.LedgerBrokenException     if an entry is not what was once recorded
     */
    public static LedgerStore open(RedisSettings settings, InstantSource clock, Supplier<String> epochs) {
        SerialLedgerStore store = SerialLedgerStore.open(new RedisJournal(settings), clock, epochs);
        BackgroundVerification.start(store, store::isClosed);
        return store;
    }
}
