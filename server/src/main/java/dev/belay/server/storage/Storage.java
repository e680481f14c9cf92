package dev.belay.server.storage;

import dev.belay.ledger.LedgerStore;
import dev.belay.server.operations.OperationsDatabase;

/**
 * What a server keeps, opened and ready.
 *
 * @param ledgers    closed by whoever serves them
 * @param operations the tables beside the ledgers
 * @param rest       closed last, when nothing of the others is in use
 */
public record Storage(LedgerStore ledgers, OperationsDatabase operations, Rest rest) implements AutoCloseable {

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
