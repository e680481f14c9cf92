package dev.belay.core.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose changed copies share all but the touched parts, so that thousands of them stay small. Every
 * key gets a slot once; maps that descend from one another share the table of slots, which only ever grows, and hold
 * their values in chunks. A change costs in proportion to itself plus one reference per chunk.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param <K> keys, with value equality
 * @param <V> values, never null
 */
public final class SlotMap<K, V> {

    private final ConcurrentHashMap<K, Integer> slots;
    private final List<Chunk<V>> chunks;
    private final int size;

    private SlotMap(ConcurrentHashMap<K, Integer> slots, List<Chunk<V>> chunks, int size) {
        this.slots = slots;
        this.chunks = chunks;
        this.size = size;
    }

    /** A map without entries, with a table of slots of its own. */
    public static <K, V> SlotMap<K, V> empty() {
        return new SlotMap<>(new ConcurrentHashMap<>(), List.of(), 0);
    }

    /** The value of {@code key}, or null when the map has none. */
    public @Nullable V get(K key) {
        Integer slot = slots.get(key);
        if (slot == null || slot / Chunk.SIZE >= chunks.size()) {
            return null;
        }
        return chunks.get(slot / Chunk.SIZE).get(slot);
    }

    /** How many keys have a value. */
    public int size() {
        return size;
    }

    /** The values in the order in which their keys were first seen. */
    public Collection<V> values() {
        List<V> values = new ArrayList<>(size);
        chunks.forEach(chunk -> chunk.addTo(values));
        return Collections.unmodifiableList(values);
    }

    /** A copy in which {@code key} has {@code value}. */
    public SlotMap<K, V> with(K key, V value) {
        return with(Map.of(key, value));
    }

    /** A copy without {@code key}. */
    public SlotMap<K, V> without(K key) {
        Map<K, @Nullable V> removal = new LinkedHashMap<>();
        removal.put(key, null);
        return with(removal);
    }

    /** A copy with several changes at once; a null value removes its key. */
    public SlotMap<K, V> with(Map<K, ? extends @Nullable V> changes) {
        List<Chunk<V>> changed = new ArrayList<>(chunks);
        Set<Integer> own = new HashSet<>();
        int count = size;
        for (Map.Entry<K, ? extends @Nullable V> change : changes.entrySet()) {
            int slot = slotOf(change.getKey());
            Chunk<V> chunk = ownChunk(slot / Chunk.SIZE, changed, own);
            V after = change.getValue();
            count += (after == null ? 0 : 1) - (chunk.get(slot) == null ? 0 : 1);
            chunk.set(slot, after);
        }
        return new SlotMap<>(slots, List.copyOf(changed), count);
    }

    /**
     * The same map with a table of slots of its own. What descends from it leaves no trace in this one's table, so it is
     * the place to begin when the outcome is likely to be thrown away.
     */
    public SlotMap<K, V> apart() {
        synchronized (slots) {
            return new SlotMap<>(new ConcurrentHashMap<>(slots), chunks, size);
        }
    }

    private int slotOf(K key) {
        Integer known = slots.get(key);
        if (known != null) {
            return known;
        }
        synchronized (slots) {
            Integer raced = slots.putIfAbsent(key, slots.size());
            return raced == null ? slots.size() - 1 : raced;
        }
    }

    private static <V> Chunk<V> ownChunk(int index, List<Chunk<V>> chunks, Set<Integer> own) {
        while (chunks.size() <= index) {
            own.add(chunks.size());
            chunks.add(new Chunk<>());
        }
        if (own.add(index)) {
            chunks.set(index, chunks.get(index).copy());
        }
        return chunks.get(index);
    }
}
