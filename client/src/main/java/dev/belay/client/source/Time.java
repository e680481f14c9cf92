package dev.belay.client.source;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as the client sees it, so that tests need not wait.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads.
 */
public interface Time extends AutoCloseable {

    /** The instant on the clock. */
    Instant now();

    /** Nanoseconds since some fixed moment, never going back. */
    long nanos();

    /**
     * Lets the calling thread rest.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Duration length) throws InterruptedException;

    /** Runs a task once, on the timer's thread; tasks must be short. */
    void after(Duration delay, Runnable task);

    /** Runs a task again and again until this time is closed. */
    void every(Duration period, Runnable task);

    /** Drops what has not been run. */
    @Override
    void close();
}
