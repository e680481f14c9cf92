package dev.belay.server.sinks.announce;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a thread that waits for something to do; raised while nobody waits, it ends the next wait.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads, one of which waits.
 */
final class Signal {

    private final Semaphore raised = new Semaphore(0);

    void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    void await(Duration patience) throws InterruptedException {
        if (raised.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            raised.drainPermits();
        }
    }
}
