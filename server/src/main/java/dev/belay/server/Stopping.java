package dev.belay.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a server: everything under way is finished, as long as the storage does its work. Without it there is nothing to
 * finish, and who stops the server is not kept waiting until each part has given up.
 *
 * <p><b>Thread-safety:</b> to be run once.
 */
final class Stopping implements Runnable {

    /** Half of what most supervisors allow before they kill. */
    static final Duration WITHOUT_STORAGE = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger("belay.server");

    private final Thread closing;
    private final BooleanSupplier storageWorks;
    private final Duration patience;

    /**
     * Prepares the end.
     *
     * @param patience how long it may take without the storage
     */
    Stopping(Runnable close, BooleanSupplier storageWorks, Duration patience) {
        this.closing = Thread.ofPlatform().daemon().name("belay-stop").unstarted(close);
        this.storageWorks = storageWorks;
        this.patience = patience;
    }

    @Override
    public void run() {
        long begun = System.nanoTime();
        closing.start();
        try {
            while (!closing.join(BETWEEN_LOOKS)) {
                if (System.nanoTime() - begun > patience.toNanos() && !storageWorks.getAsBoolean()) {
                    LOG.atWarn()
                            .addKeyValue("seconds", patience.toSeconds())
                            .addKeyValue("reason", "the storage does not answer; nothing that was acknowledged is lost")
                            .log("stop.cut-short");
                    return;
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
