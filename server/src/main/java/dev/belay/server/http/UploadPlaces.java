package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bounds how many large bodies are in memory. Each holds a place from before its first byte until the handler that it
 * was handed to has ended, whatever becomes of the connection; one that never gets to a handler, until it is refused or
 * its sender has gone.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class UploadPlaces {

    private final int count;
    private final Semaphore free;

    UploadPlaces(int count) {
        this.count = count;
        this.free = new Semaphore(count);
    }

    /**
     * Takes a place for a body that is about to come.
     *
     * @throws RefusedException {@code too-many-requests}, if there is none
     */
    Place take() {
        if (!free.tryAcquire()) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    count + " uploads are under way already; try again when they are over");
        }
        return new Place();
    }

    private enum Use {
        ARRIVING,
        HANDLED,
        OVER
    }

    /** One body's place. */
    final class Place {

        private final AtomicReference<Use> use = new AtomicReference<>(Use.ARRIVING);

        private Place() {}

        /** The body has come; says whether it may be handled, and is not if the place has been given up. */
        boolean handOver() {
            return use.compareAndSet(Use.ARRIVING, Use.HANDLED);
        }

        /** The body will not be handled any more; means nothing once it has been handed over. */
        void giveUp() {
            if (use.compareAndSet(Use.ARRIVING, Use.OVER)) {
                free.release();
            }
        }

        /** The handler has ended. */
        void end() {
            if (use.compareAndSet(Use.HANDLED, Use.OVER)) {
                free.release();
            }
        }
    }
}
