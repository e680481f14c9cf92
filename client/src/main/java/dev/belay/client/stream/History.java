package dev.belay.client.stream;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The newest states, so that one of them can be restored by naming its position. They share their parts, as long as
 * each was made from the one before.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class History {

    private final int capacity;
    private final Deque<LedgerState> newestLast = new ArrayDeque<>();

    History(int capacity) {
        this.capacity = capacity;
    }

    void add(LedgerState state) {
        newestLast.addLast(state);
        if (newestLast.size() > capacity) {
            newestLast.removeFirst();
        }
    }

    void clear() {
        newestLast.clear();
    }

    @Nullable
    LedgerState find(Position position) {
        for (LedgerState each : newestLast) {
            if (each.position().equals(position)) {
                return each;
            }
        }
        return null;
    }
}
