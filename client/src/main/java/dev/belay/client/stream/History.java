package dev.belay.client.stream;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The newest states, so that one of them can be restored by naming its position. They share their parts, as long as
 * each was made from the one before; what they do not share is bounded, too, so that a run of very large changes leaves
 * fewer of them. The newest is always there.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class History {

    /** How many bytes of documents and members are kept that the newest state does not have any more. */
    static final long MOST_BYTES = 64L << 20;

    /** How many changed subjects all remembered states may amount to. */
    private static final int MOST_CHANGES = 50_000;

    private final int capacity;
    private final long mostBytes;
    private final Deque<Remembered> newestLast = new ArrayDeque<>();
    private int changes;
    private long bytes;

    /**
     * Remembers nothing yet.
     *
     * @param capacity  how many states at most
     * @param mostBytes how many bytes may be kept that the newest state does not have; usually {@link #MOST_BYTES}
     */
    History(int capacity, long mostBytes) {
        this.capacity = capacity;
        this.mostBytes = mostBytes;
    }

    /**
     * Remembers a state.
     *
     * @param changed  in how many subjects it differs from the one before
     * @param replaced the bytes that the one before has, and this one does not
     */
    void add(LedgerState state, int changed, long replaced) {
        newestLast.addLast(new Remembered(state, changed, replaced));
        changes += changed;
        bytes += replaced;
        while (newestLast.size() > capacity
                || (changes > MOST_CHANGES && newestLast.size() > 2)
                || (bytes > mostBytes && newestLast.size() > 1)) {
            forgetOldest();
        }
    }

    /** Without the oldest state, what the second one did away with is gone. */
    private void forgetOldest() {
        changes -= newestLast.removeFirst().changed();
        Remembered oldest = newestLast.removeFirst();
        bytes -= oldest.replaced();
        newestLast.addFirst(new Remembered(oldest.state(), oldest.changed(), 0));
    }

    void clear() {
        newestLast.clear();
        changes = 0;
        bytes = 0;
    }

    @Nullable
    LedgerState find(Position position) {
        for (Remembered each : newestLast) {
            if (each.state().position().equals(position)) {
                return each.state();
            }
        }
        return null;
    }

    private record Remembered(LedgerState state, int changed, long replaced) {}
}
