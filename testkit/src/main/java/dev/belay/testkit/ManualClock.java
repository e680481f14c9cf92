package dev.belay.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told to move, backwards too.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ManualClock implements InstantSource {

    private final AtomicReference<Instant> now;

    private ManualClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** A clock that stands at {@code start}. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /** A clock that stands at an arbitrary but fixed instant. */
    public static ManualClock standing() {
        return at(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves by {@code step}, which may be negative, and answers the new instant. */
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }

    /** Moves to {@code instant}. */
    public void set(Instant instant) {
        now.set(instant);
    }
}
