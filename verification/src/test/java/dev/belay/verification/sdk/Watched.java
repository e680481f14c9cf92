package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Belay;
import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.core.Position;
import dev.belay.verification.server.RunningServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * An application's {@link Belay}, and what has to be waited for in it.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Watched implements AutoCloseable {

    /** How long something may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is watched. */
    public final Belay belay;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Watched(URI server, String key, Settings settings) {
        belay = Belay.connect(server, key, settings);
        belay.onChange(change -> signal());
        belay.onStatus(status -> signal());
    }

    /** One that has its first flags. */
    public static Watched ready(RunningServer server, String key) {
        Watched watched = new Watched(server.address(), key, Settings.DEFAULT);
        assertThat(watched.belay.awaitReady(PATIENCE)).isTrue();
        return watched;
    }

    /** Whether a flag is on there. */
    public boolean isActive(String flag) {
        return belay.toggle(flag).isActive();
    }

    /** Waits until it is there. */
    public void await(Position position) {
        await(() -> belay.status().position().equals(Optional.of(position)));
    }

    void await(Status.State state) {
        await(() -> belay.status().state() == state);
    }

    /** Waits until it holds. */
    public void await(BooleanSupplier condition) {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            lock.unlock();
        }
        assertThat(condition.getAsBoolean()).as(belay.status().toString()).isTrue();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        belay.close();
    }
}
