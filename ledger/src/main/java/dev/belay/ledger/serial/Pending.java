package dev.belay.ledger.serial;

import dev.belay.json.state.Document;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A proposal whose proposer waits for the outcome.
 *
 * <p><b>Thread-safety:</b> the proposer waits, the first to settle does; the latch orders the two.
 */
final class Pending {

    private final Proposal proposal;
    private final Map<String, Document> chunks;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private @Nullable Commit commit;
    private @Nullable Throwable failure;

    /** @param chunks the written form of chunks that the proposal brings, by hash */
    Pending(Proposal proposal, Map<String, Document> chunks) {
        this.proposal = proposal;
        this.chunks = chunks;
    }

    Proposal proposal() {
        return proposal;
    }

    Map<String, Document> chunks() {
        return chunks;
    }

    void succeed(Commit outcome) {
        commit = outcome;
        settled.countDown();
    }

    /** Does nothing once there is an outcome. */
    synchronized void fail(Throwable cause) {
        if (settled.getCount() > 0) {
            failure = cause;
            settled.countDown();
        }
    }

    /** Whether the writer may decide it: its proposer has not given up. */
    boolean take() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN) || stage.get() == Stage.TAKEN;
    }

    /**
     * Waits for the outcome: until the writer turns to it, only as long as the patience lasts, and then uninterruptibly,
     * because what is being decided cannot be taken back.
     */
    Commit await(Duration patience) {
        boolean interrupted = false;
        while (true) {
            try {
                if (!settled.await(patience.toNanos(), TimeUnit.NANOSECONDS)
                        && stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
                    throw StoreUnavailableException.notMade("The change was not made, because it has waited for "
                            + patience.toMillis() + " ms for the storage; try again later");
                }
                settled.await();
                break;
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    private enum Stage {
        WAITING,
        TAKEN,
        GIVEN_UP
    }

    private Commit outcome() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException refusal) {
            throw refusal;
        }
        if (commit == null) {
            throw new IllegalStateException("A proposal was settled without an outcome", failure);
        }
        return commit;
    }
}
