package dev.belay.client;

import dev.belay.client.source.Signal;
import dev.belay.client.source.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when a test says so. Pauses of the stream's thread are noted and do not last, unless the test holds
 * them; those of other threads last until enough time has passed.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ManualTime implements Time {

    private final Signal signal;
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private long nanos;
    private boolean holding;
    private @Nullable Error failure;

    /** @param signal raised with every pause */
    public ManualTime(Signal signal) {
        this.signal = signal;
    }

    private record Repeated(Duration period, Runnable task) {}

    @Override
    public synchronized Instant now() {
        Error due = Thread.currentThread().getName().equals("belay-stream") ? failure : null;
        if (due != null) {
            failure = null;
            throw due;
        }
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        if (Thread.currentThread().getName().equals("belay-stream")) {
            note(length);
            signal.raise();
            rest();
        } else {
            sleep(length);
        }
    }

    private synchronized void sleep(Duration length) throws InterruptedException {
        long end = nanos + length.toNanos();
        while (nanos < end) {
            wait();
        }
    }

    private synchronized void note(Duration length) {
        pauses.add(length);
    }

    private synchronized void rest() throws InterruptedException {
        while (holding) {
            wait();
        }
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        later.add(task);
    }

    @Override
    public synchronized void every(Duration period, Runnable task) {
        repeated.add(new Repeated(period, task));
    }

    @Override
    public void close() {
        // Tasks are run by tests only.
    }

    /** Lets time pass, and runs what was to be run meanwhile. */
    public void pass(Duration length) {
        List<Runnable> due = new ArrayList<>();
        synchronized (this) {
            now = now.plus(length);
            nanos += length.toNanos();
            repeated.stream()
                    .filter(each -> each.period().compareTo(length) <= 0)
                    .forEach(each -> due.add(each.task()));
            due.addAll(later);
            later.clear();
            notifyAll();
        }
        due.forEach(Runnable::run);
    }

    /** Makes the stream's thread fail once. */
    public synchronized void failWith(Error error) {
        failure = error;
    }

    /** Makes every pause last until {@link #release}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Ends all pauses. */
    public synchronized void release() {
        holding = false;
        notifyAll();
    }

    /** Every pause of the stream's thread so far. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
