package dev.belay.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
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
    private final LongSupplier nanos;

    /**
     * Prepares the end.
     *
     * @param patience how long the storage may be away at a stretch
     * @param nanos    a clock that never goes back
     */
    Stopping(Runnable close, BooleanSupplier storageWorks, Duration patience, LongSupplier nanos) {
        this.closing = Thread.ofPlatform().daemon().name("belay-stop").unstarted(close);
        this.storageWorks = storageWorks;
        this.patience = patience;
        this.nanos = nanos;
    }

    @Override
    public void run() {
        closing.start();
        try {
            long worked = nanos.getAsLong();
            while (!closing.join(BETWEEN_LOOKS)) {
                boolean works = storageWorks.getAsBoolean();
                long now = nanos.getAsLong();
                worked = works ? now : worked;
                if (now - worked > patience.toNanos()) {
                    sayCutShort();
                    return;
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayCutShort() {
        LOG.atWarn()
                .addKeyValue("seconds", patience.toSeconds())
                .addKeyValue("reason", "the storage does not answer; nothing that was acknowledged is lost")
                .log("stop.cut-short");
    }
}
