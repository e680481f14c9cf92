package dev.belay.client.source;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for something to have changed.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Signal {

    private static final Duration LONGEST = Duration.ofDays(365);

    private Runnable first = () -> {};
    private long raised;

    /** What happens before anybody is woken or judges whether to wait, one at a time; it must not wait itself. */
    public synchronized void before(Runnable reaction) {
        first = reaction;
    }

    /** Wakes everybody who waits. */
    public synchronized void raise() {
        try {
            first.run();
        } finally {
            raised++;
            notifyAll();
        }
    }

    /** How often the signal has been raised. */
    public synchronized long count() {
        return raised;
    }

    /**
     * Waits until the signal has been raised more than {@code seen} times.
     *
     * @return how often it has been raised
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized long awaitAfter(long seen) throws InterruptedException {
        while (raised <= seen) {
            wait();
        }
        return raised;
    }

    /** What made the condition hold may have come after the reaction, so whoever need not wait gets one more. */
    private boolean holds(BooleanSupplier condition) {
        first.run();
        if (!condition.getAsBoolean()) {
            return false;
        }
        first.run();
        return true;
    }

    /**
     * Waits until a condition holds that changes only when the signal is raised.
     *
     * @return whether it holds; false once {@code patience} is over or the thread is interrupted
     */
    public synchronized boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + (patience.compareTo(LONGEST) < 0 ? patience : LONGEST).toNanos();
        try {
            while (!holds(condition)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // One more millisecond, because a wait of none would last for ever.
                wait(left / 1_000_000 + 1);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
