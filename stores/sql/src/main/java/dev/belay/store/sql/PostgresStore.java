package dev.belay.store.sql;

import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.verify.BackgroundVerification;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Opens the ledgers that a PostgreSQL database holds, for one of any number of nodes that share them.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class PostgresStore {

    private PostgresStore() {}

    /**
     * Opens the ledgers and proves their newest states. Everything that a start does not look at is verified in the
     * background; a break found there turns {@link LedgerStore#health()}.
     *
     * <p>Commits of all nodes take effect one at a time, on a thread of each store; the others hear of them within
     * milliseconds. When the server cannot be reached, the newest states are still read from memory and commits are
     * refused, until it is back. The store uses at most six connections: one writes, one listens, four read, one of them
     * for the thread that writes. A login that takes longer than half a minute is given up, whatever limits the source has.
     *
     * @param source makes connections to one database, or one schema of it, that was migrated to
     *     {@link PostgresSchema#VERSION}; it stays the caller's
     * @param epochs makes the random identity of a new ledger's line of history
     * @throws StoreUnavailableException if the server cannot be reached, cannot be written to, would lose what it has
     *     acknowledged, or has another schema
     * @throws LedgerBrokenException     if an entry is not what was once recorded
     */
    public static LedgerStore open(DataSource source, InstantSource clock, Supplier<String> epochs) {
        return open(source, clock, epochs, NewsChannel.NONE);
    }

    /**
     * Opens the ledgers as the other method does, and also uses a channel by which nodes tell one another that they have
     * appended, beside the database's own.
     *
     * @param channel closed with the store, also when opening fails
     * @throws StoreUnavailableException as the other method does
     * @throws LedgerBrokenException     as the other method does
     */
    public static LedgerStore open(
            DataSource source, InstantSource clock, Supplier<String> epochs, NewsChannel channel) {
        SerialLedgerStore store =
                SerialLedgerStore.open(new PostgresJournal(new PostgresLogin(source)), clock, epochs, channel);
        BackgroundVerification.start(store, store::isClosed);
        return store;
    }
}
