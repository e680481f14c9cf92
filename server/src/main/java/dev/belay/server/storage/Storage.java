package dev.belay.server.storage;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.ArchivedLedgerStore;
import dev.belay.ledger.archive.Retention;
import dev.belay.server.operations.OperationsDatabase;
import java.util.Optional;

/**
 * What a server keeps, opened and ready.
 *
 * @param ledgers    closed by whoever serves them
 * @param retention  moves old entries of these ledgers to archives, which the ledgers read; empty without archives
 * @param operations the tables beside the ledgers
 * @param rest       closed last, when nothing of the others is in use
 */
public record Storage(LedgerStore ledgers, Optional<Retention> retention, OperationsDatabase operations, Rest rest)
        implements AutoCloseable {

    /** Without archives. */
    public Storage(LedgerStore ledgers, OperationsDatabase operations, Rest rest) {
        this(ledgers, Optional.empty(), operations, rest);
    }

    /** With ledgers that read what was moved to archives. */
    static Storage archiving(LedgerStore store, ArchiveFolder folder, OperationsDatabase operations, Rest rest) {
        return new Storage(
                new ArchivedLedgerStore(store, folder), Optional.of(new Retention(store, folder)), operations, rest);
    }

    /** Closes all of it. */
    @Override
    public void close() {
        operations.close();
        ledgers.close();
        rest.close();
    }

    /** What the ledgers and the tables have in common, such as connections. */
    @FunctionalInterface
    public interface Rest extends AutoCloseable {

        /** Nothing. */
        Rest NONE = () -> {};

        @Override
        void close();
    }
}
