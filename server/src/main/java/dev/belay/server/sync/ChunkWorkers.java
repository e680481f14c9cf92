package dev.belay.server.sync;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Looks for chunks, reads and compresses them: on a few threads, because the store and the processor gain nothing from
 * more, and with a bounded number of requests that wait, because every instance asks at once when members change. While
 * a flag set's index is far behind, one thread at a time is at its requests, so that others go on.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class ChunkWorkers implements AutoCloseable {

    /** What a server uses: a thousand instances may ask for their first four chunks at once. */
    private static final int THREADS = 4;

    private static final int WAITING = 4_096;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Predicate<LedgerId> ready;
    private final ThreadPoolExecutor threads;
    private final int waiting;
    private final Semaphore places;

    /** What waits for the one request that brings a flag set's index up to date; guarded by itself. */
    private final Map<LedgerId, List<Runnable>> behind = new HashMap<>();

    /**
     * As many threads as a server uses.
     *
     * @param ready whether the requests for a flag set need not wait for its index; asked on any thread
     */
    ChunkWorkers(Predicate<LedgerId> ready) {
        this(ready, THREADS, WAITING);
    }

    ChunkWorkers(Predicate<LedgerId> ready, int threads, int waiting) {
        this.ready = ready;
        this.waiting = waiting;
        this.places = new Semaphore(threads + waiting);
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("belay-chunks-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has something done soon that needs a flag set's index.
     *
     * @throws RefusedException {@code too-many-requests}, or {@code store-unavailable} while the server stops
     */
    void execute(LedgerId flagSet, Runnable work) {
        if (threads.isShutdown()) {
            throw new RefusedException(ProblemName.STORE_UNAVAILABLE, "The server is stopping");
        }
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemName.TOO_MANY_REQUESTS,
                    waiting + " requests for chunks of members are waiting already; try again in a moment");
        }
        begin(flagSet, () -> {
            try {
                work.run();
            } finally {
                places.release();
            }
        });
    }

    private void begin(LedgerId flagSet, Runnable work) {
        if (ready.test(flagSet)) {
            hand(work);
        } else if (isFirst(flagSet, work)) {
            hand(() -> {
                try {
                    work.run();
                } finally {
                    others(flagSet).forEach(other -> begin(flagSet, other));
                }
            });
        }
    }

    /** Otherwise the work waits for the first. */
    private boolean isFirst(LedgerId flagSet, Runnable work) {
        synchronized (behind) {
            List<Runnable> others = behind.putIfAbsent(flagSet, new ArrayList<>());
            return others == null || !others.add(work);
        }
    }

    private List<Runnable> others(LedgerId flagSet) {
        synchronized (behind) {
            List<Runnable> others = behind.remove(flagSet);
            return others == null ? List.of() : others;
        }
    }

    /** What has been accepted is done, also while the server stops and its threads take nothing more. */
    private void hand(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException stopping) {
            Thread.startVirtualThread(work);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
