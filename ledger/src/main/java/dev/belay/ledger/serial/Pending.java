package dev.belay.ledger.serial;

import dev.belay.json.state.Document;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Proposal;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A proposal whose proposer waits for the outcome.
 *
 * <p><b>Thread-safety:</b> the proposer waits, the writer's thread settles; the latch orders the two.
 */
final class Pending {

    private final Proposal proposal;
    private final Map<String, Document> chunks;
    private final CountDownLatch settled = new CountDownLatch(1);
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

    void fail(Throwable cause) {
        failure = cause;
        settled.countDown();
    }

    /** Waits uninterruptibly, because a proposal that was accepted cannot be taken back. */
    Commit await() {
        boolean interrupted = false;
        while (true) {
            try {
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
