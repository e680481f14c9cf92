package dev.belay.ledger.verify;

import dev.belay.json.LogLine;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.Verification;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Verifies every ledger of a store once, on a thread that nobody waits for; when the storage is away meanwhile, it goes on
 * where it was.
 *
 * <p><b>Thread-safety:</b> confined to its thread.
 */
public final class BackgroundVerification implements Runnable {

    private static final System.Logger LOGGER = System.getLogger("dev.belay.store");
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);

    private final LedgerStore store;
    private final BooleanSupplier closed;

    private BackgroundVerification(LedgerStore store, BooleanSupplier closed) {
        this.store = store;
        this.closed = closed;
    }

    /**
     * Begins; what is found broken shows in the store's health.
     *
     * @param closed whether the store was closed, so that there is nothing more to verify
     */
    public static void start(LedgerStore store, BooleanSupplier closed) {
        Thread thread = new Thread(new BackgroundVerification(store, closed), "belay-ledger-verification");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        store.ledgers().forEach(this::verify);
    }

    private void verify(LedgerId ledger) {
        AtomicLong reached = new AtomicLong();
        boolean done = false;
        while (!done && !closed.getAsBoolean()) {
            try {
                verify(ledger, reached);
                done = true;
            } catch (StoreUnavailableException away) {
                LOGGER.log(
                        Level.DEBUG,
                        () -> LogLine.of("store.verification-interrupted")
                                .with("ledger", ledger)
                                .with("message", String.valueOf(away.getMessage()))
                                .toString());
                LockSupport.parkNanos(UNTIL_NEXT_TRY.toNanos());
            } catch (LedgerException gone) {
                LOGGER.log(Level.DEBUG, "store.verification-ended", gone);
                done = true;
            }
        }
    }

    /** From the beginning, too, if less is there than was verified, as after a restore. */
    private void verify(LedgerId ledger, AtomicLong reached) {
        long newest = store.head(ledger).position().revision();
        long from = reached.get() > newest ? 1 : reached.get() + 1;
        Verification result = store.verify(ledger, from, reached::set);
        result.broken()
                .ifPresentOrElse(
                        broken -> LOGGER.log(Level.ERROR, "store.broken {0}", broken.sentence()),
                        () -> LOGGER.log(
                                Level.DEBUG, "store.verified ledger={0} entries={1}", ledger, result.entries()));
    }
}
