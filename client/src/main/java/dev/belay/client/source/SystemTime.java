package dev.belay.client.source;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of the machine; its thread starts with the first task.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class SystemTime implements Time {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Threads.named("belay-timer"));

    /** A timer without tasks. */
    public SystemTime() {
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }

    // Nobody waits for the outcome of a task, and tasks contain their own failures.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void after(Duration delay, Runnable task) {
        try {
            timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Nothing is left to be done for a client that is closed.
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void every(Duration period, Runnable task) {
        timer.scheduleWithFixedDelay(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
