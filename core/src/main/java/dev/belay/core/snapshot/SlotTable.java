package dev.belay.core.snapshot;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of keys, which maps that descend from one another share. It only ever grows.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class SlotTable<K> {

    private final ConcurrentHashMap<K, Integer> slots;

    SlotTable() {
        this(new ConcurrentHashMap<>());
    }

    private SlotTable(ConcurrentHashMap<K, Integer> slots) {
        this.slots = slots;
    }

    /** The slot of a key; null when it has none yet. */
    @Nullable
    Integer find(K key) {
        return slots.get(key);
    }

    /** The slot of a key, which it gets now if it has none yet. */
    int slot(K key) {
        Integer known = slots.get(key);
        if (known != null) {
            return known;
        }
        synchronized (slots) {
            Integer raced = slots.putIfAbsent(key, slots.size());
            return raced == null ? slots.size() - 1 : raced;
        }
    }

    /** A table of its own that begins with the same slots. */
    SlotTable<K> copy() {
        synchronized (slots) {
            return new SlotTable<>(new ConcurrentHashMap<>(slots));
        }
    }
}
