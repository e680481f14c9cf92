package dev.belay.client.http;

import dev.belay.client.source.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Aborts exchanges when nothing has been received on any of them for too long.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Watchdog {

    private final Time time;
    private final Duration patience;

    private final Set<Exchange> guarded = new HashSet<>();
    private volatile long lastSign;

    /**
     * A watchdog without anything to guard.
     *
     * @param patience how long silence is accepted
     */
    public Watchdog(Time time, Duration patience) {
        this.time = time;
        this.patience = patience;
    }

    /** Begins to look at the guarded exchanges from time to time. */
    public void start() {
        time.every(patience.dividedBy(9), this::check);
    }

    /** How long silence is accepted. */
    public Duration patience() {
        return patience;
    }

    synchronized void guard(Exchange exchange) {
        touch();
        guarded.add(exchange);
    }

    synchronized void release(Exchange exchange) {
        touch();
        guarded.remove(exchange);
    }

    /** Notes a sign of life. */
    void touch() {
        lastSign = time.nanos();
    }

    /** Aborts every exchange, whatever it is doing. */
    public synchronized void abort() {
        Set.copyOf(guarded).forEach(Exchange::abort);
    }

    private synchronized void check() {
        if (!guarded.isEmpty() && time.nanos() - lastSign > patience.toNanos()) {
            abort();
        }
    }
}
