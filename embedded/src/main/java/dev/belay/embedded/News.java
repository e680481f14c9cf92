package dev.belay.embedded;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes one thread, however often it is told.
 *
 * <p><b>Thread-safety:</b> told by many threads, awaited by one.
 */
final class News {

    private final Semaphore told = new Semaphore(0);

    void tell() {
        told.release();
    }

    /** Waits until it has been told since the last wait, at most this long. */
    void await(Duration atMost) {
        try {
            if (told.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                told.drainPermits();
            }
        } catch (InterruptedException nobodyMayStopIt) {
            // Only closing does.
        }
    }
}
