package dev.belay.server.http;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for requests that take a processor for long. They are platform threads, because such a request would hold the
 * carrier of a virtual thread, and few, so that the others keep most of the processors.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Computations {

    private static final int WAITING = 16;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** As many threads as half the processors. */
    Computations() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    Computations(int atOnce) {
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("computation-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs something as soon as a thread is free.
     *
     * @throws RefusedException if too much is waiting already; nothing runs then
     */
    void run(Runnable computation) {
        try {
            threads.execute(computation);
        } catch (RejectedExecutionException full) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    "The server is busy with " + threads.getMaximumPoolSize() + " requests that take long, and "
                            + WAITING + " more wait; try again in a moment");
        }
    }
}
