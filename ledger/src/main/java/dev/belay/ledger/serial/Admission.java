package dev.belay.ledger.serial;

import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where proposals wait for the writer: bounded, first come first served, and with a door that closes.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; everything is guarded by one lock.
 */
final class Admission {

    private final int capacity;
    private final Duration patience;
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrClosed = lock.newCondition();
    private final Condition workOrClosed = lock.newCondition();
    private boolean closed;
    private boolean nudged;

    Admission(int capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Queues a proposal; throws if there is no room within the patience, or the door is closed. */
    void admit(Pending pending) {
        lock.lock();
        try {
            awaitRoom();
            waiting.add(pending);
            workOrClosed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        try {
            long left = patience.toNanos();
            while (waiting.size() >= capacity && !closed && left > 0) {
                left = roomOrClosed.awaitNanos(left);
            }
        } catch (InterruptedException giveUp) {
            Thread.currentThread().interrupt();
            throw StoreUnavailableException.notMade(
                    "The change was not made, because its thread was interrupted while it waited for others", giveUp);
        }
        requireRoom();
    }

    private void requireRoom() {
        if (closed) {
            throw StoreUnavailableException.notMade("The change was not made, because the store is closed");
        }
        if (waiting.size() >= capacity) {
            throw StoreUnavailableException.notMade("The change was not made, because " + capacity
                    + " others have been waiting for " + patience.toMillis() + " ms; try again later");
        }
    }

    /**
     * Waits for work.
     *
     * @return what waits, oldest first; empty after {@code idle} without any, after a nudge, or when the door is closed
     *     and nothing is left
     */
    List<Pending> take(int atMost, Duration idle) {
        lock.lock();
        try {
            awaitWork(idle.toNanos());
            nudged = false;
            List<Pending> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
            while (taken.size() < atMost && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            roomOrClosed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork(long nanoseconds) {
        long left = nanoseconds;
        while (waiting.isEmpty() && !closed && !nudged && left > 0) {
            try {
                left = workOrClosed.awaitNanos(left);
            } catch (InterruptedException nobodyMayStopTheWriter) {
                // Only closing the door ends the writer: what was admitted must be settled.
                left = 0;
            }
        }
    }

    /** Ends the wait for work, now or the next time, because there is something else to look at. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            workOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            roomOrClosed.signalAll();
            workOrClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits and nothing will. */
    boolean isFinished() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
