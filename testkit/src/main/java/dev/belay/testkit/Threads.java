package dev.belay.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the same work in many threads that start together. */
final class Threads {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Threads() {}

    /** Returns once all have ended; throws what the first failed with. */
    static void run(int threads, Work work) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            int own = number;
            Thread thread = new Thread(() -> run(work, own, start, failure), "worker-" + own);
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " has not come to an end for " + PATIENCE);
            }
        }
        Throwable first = failure.get();
        if (first != null) {
            throw new AssertionError("A thread failed: " + first.getMessage(), first);
        }
    }

    private static void run(Work work, int own, CountDownLatch start, AtomicReference<@Nullable Throwable> failure) {
        try {
            start.await();
            work.run(own);
        } catch (Exception | AssertionError problem) {
            failure.compareAndSet(null, problem);
        }
    }

    /** What one of the threads does. */
    @FunctionalInterface
    interface Work {
        void run(int number) throws Exception;
    }
}
