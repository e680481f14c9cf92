package dev.belay.client.stream;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The newest states, so that one of them can be restored by naming its position. They share their parts, as long as
 * each was made from the one before; what they do not share is bounded, too, so that a run of very large changes leaves
 * fewer of them.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class History {

    /** How many changed subjects all remembered states may amount to. */
    private static final int MOST_CHANGES = 50_000;

    private final int capacity;
    private final Deque<Remembered> newestLast = new ArrayDeque<>();
    private int changes;

    History(int capacity) {
        this.capacity = capacity;
    }

    /** Remembers a state that differs in so many subjects from the one before. */
    void add(LedgerState state, int changed) {
        newestLast.addLast(new Remembered(state, changed));
        changes += changed;
        while (newestLast.size() > capacity || (changes > MOST_CHANGES && newestLast.size() > 2)) {
            changes -= newestLast.removeFirst().changed();
        }
    }

    void clear() {
        newestLast.clear();
        changes = 0;
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

    private record Remembered(LedgerState state, int changed) {}
}
