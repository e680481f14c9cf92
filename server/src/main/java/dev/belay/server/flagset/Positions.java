package dev.belay.server.flagset;

import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Subscription;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits until ledgers have come to a position, so that a reader sees what it, or somebody who told it, has written.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads. The lock guards nothing but the waiting.
 */
public final class Positions implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LedgerStore store;
    private final Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** Watches a store. */
    public Positions(LedgerStore store) {
        this.store = store;
        subscription = store.subscribe(commit -> announce());
    }

    /**
     * The newest state of a ledger, once it has come to a position.
     *
     * @throws RefusedException {@code position-not-reached}, if it does not within two seconds, or, at once, if it belongs to another
     *     epoch
     */
    public LedgerState await(LedgerId ledger, Position position) {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            LedgerState head = store.head(ledger);
            while (!hasReached(head, position)) {
                if (left <= 0 || !head.position().sharesEpochWith(position)) {
                    throw notReached(head, position);
                }
                left = moved.awaitNanos(left);
                head = store.head(ledger);
            }
            return head;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw notReached(store.head(ledger), position);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void announce() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean hasReached(LedgerState head, Position position) {
        return head.position().sharesEpochWith(position) && head.position().revision() >= position.revision();
    }

    private static RefusedException notReached(LedgerState head, Position position) {
        if (!head.position().sharesEpochWith(position)) {
            return new RefusedException(
                    ProblemName.POSITION_NOT_REACHED,
                    "The position " + position + " belongs to another line of history than the flag set's, which is at "
                            + head.position() + "; forget it and read anew");
        }
        return new RefusedException(
                ProblemName.POSITION_NOT_REACHED,
                "The position " + position + " was not reached within "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos()) + " seconds; the flag set is at "
                        + head.position() + ", try again or ask for less");
    }
}
