package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bounds how many large bodies are in memory. Each holds a place from when it is known to be large until the handler that
 * it was handed to has ended, whatever becomes of the connection; one that never gets to a handler, until it is refused
 * or its sender has gone.
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

    /** The place of a body that is about to come, which it does not take yet. */
    Place reserve() {
        return new Place();
    }

    private enum Use {
        NOT_TAKEN,
        ARRIVING,
        HANDLED,
        OVER
    }

    /** One body's place. */
    final class Place {

        private final AtomicReference<Use> use = new AtomicReference<>(Use.NOT_TAKEN);

        private Place() {}

        /**
         * The body is large.
         *
         * @throws RefusedException {@code too-many-requests}, if all places are taken
         */
        void take() {
            if (!free.tryAcquire()) {
                throw new RefusedException(
                        ProblemName.TOO_MANY_REQUESTS,
                        count + " uploads are under way already; try again when they are over");
            }
            if (!use.compareAndSet(Use.NOT_TAKEN, Use.ARRIVING)) {
                free.release();
            }
        }

        /** The body has come; says whether it may be handled, and is not if the place has been given up. */
        boolean handOver() {
            return use.compareAndSet(Use.NOT_TAKEN, Use.OVER) || use.compareAndSet(Use.ARRIVING, Use.HANDLED);
        }

        /** The body will not be handled any more; means nothing once it has been handed over. */
        void giveUp() {
            if (use.getAndUpdate(before -> before == Use.HANDLED ? before : Use.OVER) == Use.ARRIVING) {
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
