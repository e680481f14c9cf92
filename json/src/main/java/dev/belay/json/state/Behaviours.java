package dev.belay.json.state;

import dev.belay.core.Position;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the behaviours that were asked for, of the newest state that anybody asked of; states that descend from one
 * another share it. So it holds at most one behaviour for each flag, however many states are kept.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class Behaviours {

    private volatile @Nullable Known newest;

    Behaviour of(LedgerState state, String flag) {
        Known known = known(state);
        // Keys that no flag has are made up by whoever asks, and must not fill the memory.
        return known == null || state.snapshot().find(flag) == null
                ? walk(state, flag)
                : known.flags.computeIfAbsent(flag, key -> walk(state, key));
    }

    private static Behaviour walk(LedgerState state, String flag) {
        return Behaviour.of(FlagClosure.of(state, flag));
    }

    /** What is known of a state; null for one that is older than what is remembered. */
    private @Nullable Known known(LedgerState state) {
        Known known = newest;
        if (known != null && known.state.refersTo(state)) {
            return known;
        }
        if (known != null && isBefore(state.position(), known.position)) {
            return null;
        }
        Known fresh = new Known(new WeakReference<>(state), state.position(), new ConcurrentHashMap<>());
        newest = fresh;
        return fresh;
    }

    private static boolean isBefore(Position one, Position other) {
        return one.sharesEpochWith(other) && one.revision() < other.revision();
    }

    private record Known(WeakReference<LedgerState> state, Position position, Map<String, Behaviour> flags) {}
}
