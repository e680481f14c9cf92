package dev.belay.server.sync;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks for chunks, reads and compresses them: on a few threads, because the store and the processor gain nothing from
 * more, and with a bounded number of requests that wait, because every instance asks at once when members change.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ChunkWorkers implements AutoCloseable {

    /** What a server uses: a thousand instances may ask for their first four chunks at once. */
    private static final int THREADS = 4;

    private static final int WAITING = 4_096;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ThreadPoolExecutor threads;
    private final int waiting;

    ChunkWorkers() {
        this(THREADS, WAITING);
    }

    ChunkWorkers(int threads, int waiting) {
        this.waiting = waiting;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("belay-chunks-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has something done soon.
     *
     * @throws RefusedException {@code too-many-requests}, or {@code store-unavailable} while the server stops
     */
    void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException _) {
            throw threads.isShutdown() ? stopping() : tooMany();
        }
    }

    private static RefusedException stopping() {
        return new RefusedException(ProblemName.STORE_UNAVAILABLE, "The server is stopping");
    }

    private RefusedException tooMany() {
        return new RefusedException(
                ProblemName.TOO_MANY_REQUESTS,
                waiting + " requests for chunks of members are waiting already; try again in a moment");
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
