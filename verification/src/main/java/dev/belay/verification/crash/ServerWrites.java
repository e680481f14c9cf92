package dev.belay.verification.crash;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a server until it does not answer any more, and remembers what it acknowledged.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ServerWrites {

    private static final int PATIENCE_SECONDS = 60;

    private final ManagementApi api;
    private final int round;
    private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final CountDownLatch first = new CountDownLatch(1);

    /**
     * Writes to a server.
     *
     * @param round goes into the names of new flags, so that every life creates some
     */
    ServerWrites(ManagementApi api, int round) {
        this.api = api;
        this.round = round;
    }

    /** Creates a flag and switches it on and off. */
    void untilRefused(String environment, String flag) {
        String key = flag + "-" + round;
        try {
            remember(api.create(environment, key));
            for (boolean enable = false; ; enable = !enable) {
                remember(api.enable(environment, key, enable));
            }
        } catch (IOException killed) {
            // What was under way is in doubt, and nobody was told that it was done.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitFirst() throws InterruptedException {
        if (!first.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server acknowledged nothing within " + PATIENCE_SECONDS + " s");
        }
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    private void remember(Optional<Acknowledged> entry) {
        entry.ifPresent(acknowledged::add);
        first.countDown();
    }
}
