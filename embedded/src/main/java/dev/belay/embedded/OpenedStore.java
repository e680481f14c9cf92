package dev.belay.embedded;

import dev.belay.ledger.LedgerStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store and whose it is.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
interface OpenedStore {

    /**
     * The store, opened if need be.
     *
     * @throws RuntimeException if it cannot be opened now
     */
    LedgerStore open();

    /** Lets go of it. */
    void close();

    /** Somebody else's, who closes it. */
    record Lent(LedgerStore store) implements OpenedStore {

        @Override
        public LedgerStore open() {
            return store;
        }

        @Override
        public void close() {
            // Its owner does.
        }
    }

    /** One that is opened for this alone. */
    final class Owned implements OpenedStore {

        private final Supplier<? extends LedgerStore> opener;
        private @Nullable LedgerStore opened;

        Owned(Supplier<? extends LedgerStore> opener) {
            this.opener = opener;
        }

        @Override
        public LedgerStore open() {
            LedgerStore store = opened;
            if (store == null) {
                store = opener.get();
                opened = store;
            }
            return store;
        }

        @Override
        public void close() {
            LedgerStore store = opened;
            opened = null;
            if (store != null) {
                store.close();
            }
        }
    }
}
