package dev.belay.ledger.serial;

import dev.belay.ledger.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Small steps of work on the storage that must not come between a decision and its write, so that the writer's thread
 * takes them, one after each round.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; only the writer takes steps.
 */
final class Upkeep {

    private final ConcurrentLinkedQueue<Step<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable nudge;
    private volatile boolean closed;

    /** @param nudge ends the writer's wait for proposals */
    Upkeep(Runnable nudge) {
        this.nudge = nudge;
    }

    /** Waits until the writer has taken a step; what that throws passes through. */
    <T> T run(Supplier<T> work) {
        Step<T> step = new Step<>(work);
        waiting.add(step);
        nudge.run();
        if (closed) {
            refuseTheRest();
        }
        return step.outcome();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Optional<Step<?>> next() {
        return Optional.ofNullable(waiting.poll());
    }

    void close() {
        closed = true;
        refuseTheRest();
    }

    private void refuseTheRest() {
        for (Optional<Step<?>> step = next(); step.isPresent(); step = next()) {
            step.get().fail(new StoreUnavailableException("The work was not done, because the store is closed"));
        }
    }

    /** A step that somebody waits for. */
    static final class Step<T> {

        private final Supplier<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();

        Step(Supplier<T> work) {
            this.work = work;
        }

        /** What the work throws is for whoever waits. */
        void run() {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error failure) {
                fail(failure);
            }
        }

        void fail(Throwable cause) {
            done.completeExceptionally(cause);
        }

        private T outcome() {
            try {
                return done.join();
            } catch (CompletionException failure) {
                Throwable cause = failure.getCause();
                if (cause instanceof RuntimeException refusal) {
                    throw refusal;
                }
                if (cause instanceof Error error) {
                    throw error;
                }
                throw failure;
            }
        }
    }
}
