package dev.belay.core;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one of each of the things that documents read together have in common, so that thousands of flags with the same
 * variants and conditions hold them once. Forgotten when the reading is over.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Shared {

    // Things whose hashes collide on purpose are compared one by one, so there must not be many of them.
    private static final int MOST_KEPT = 1_000;

    private final Map<Object, Object> known;

    /** Knows nothing yet. */
    public Shared() {
        known = new HashMap<>();
    }

    /** The first thing of this kind that was equal, or this one. */
    // Equal things are of the same class here: values, records and lists of them.
    @SuppressWarnings("unchecked")
    public <T> T same(T made) {
        Object first = known.size() < MOST_KEPT ? known.putIfAbsent(made, made) : known.get(made);
        return first == null ? made : (T) first;
    }
}
