package dev.belay.ledger.verify;

import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Verification;
import java.lang.System.Logger.Level;

/**
 * Verifies every ledger of a store once, on a thread that nobody waits for.
 *
 * <p><b>Thread-safety:</b> confined to its thread.
 */
public final class BackgroundVerification implements Runnable {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");

    private final LedgerStore store;

    private BackgroundVerification(LedgerStore store) {
        this.store = store;
    }

    /** Begins; what is found broken shows in the store's health. */
    public static void start(LedgerStore store) {
        Thread thread = new Thread(new BackgroundVerification(store), "belay-ledger-verification");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            store.ledgers().forEach(this::verify);
        } catch (LedgerException unavailable) {
            LOGGER.log(Level.DEBUG, "store.verification-ended", unavailable);
        }
    }

    private void verify(LedgerId ledger) {
        Verification result = store.verify(ledger, 1, revision -> {});
        result.broken()
                .ifPresentOrElse(
                        broken -> LOGGER.log(Level.ERROR, "store.broken {0}", broken.sentence()),
                        () -> LOGGER.log(
                                Level.DEBUG, "store.verified ledger={0} entries={1}", ledger, result.entries()));
    }
}
