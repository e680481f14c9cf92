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
public final class Computations {

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final int waiting;

    /**
     * As many threads as half the processors.
     *
     * @param waiting how many requests may wait for one of them
     */
    public Computations(int waiting) {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), waiting);
    }

    /**
     * A given number of threads.
     *
     * @param waiting how many requests may wait for one of them
     */
    public Computations(int atOnce, int waiting) {
        this.waiting = waiting;
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("computation-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs something as soon as a thread is free.
     *
     * @throws RefusedException if too much is waiting already; nothing runs then
     */
    public void run(Runnable computation) {
        try {
            threads.execute(computation);
        } catch (RejectedExecutionException full) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    "The server is busy with " + threads.getMaximumPoolSize() + " requests that take long, and "
                            + waiting + " more wait; try again in a moment");
        }
    }
}
