package dev.belay.core.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int CHUNK = 64;
    private static final int BITS_OF_CHUNK = 6;

    private final SlotTable<K> slots;
    private final @Nullable Object[][] chunks;
    private final int size;

    private SlotMap(SlotTable<K> slots, @Nullable Object[][] chunks, int size) {
        this.slots = slots;
        this.chunks = chunks;
        this.size = size;
    }

    /** A map without entries, with a table of slots of its own. */
    public static <K, V> SlotMap<K, V> empty() {
        return new SlotMap<>(new SlotTable<>(), new @Nullable Object[0][], 0);
    }

    /** The value of {@code key}, or null when the map has none. */
    public @Nullable V get(K key) {
        Integer slot = slots.find(key);
        return slot == null ? null : at(slot);
    }

    /** The value of the key with this slot, or null when the map has none. */
    // Only values of type V are ever set.
    @SuppressWarnings("unchecked")
    public @Nullable V at(int slot) {
        int chunk = slot >> BITS_OF_CHUNK;
        return chunk < chunks.length ? (V) chunks[chunk][slot & (CHUNK - 1)] : null;
    }

    /** The slot of {@code key} in this map and all that descend from it, which it gets now if it has none yet. */
    public int slot(K key) {
        return slots.slot(key);
    }

    SlotTable<K> slots() {
        return slots;
    }

    /** How many keys have a value. */
    public int size() {
        return size;
    }

    /** The values in the order in which their keys were first seen. */
    // Only values of type V are ever set.
    @SuppressWarnings("unchecked")
    public Collection<V> values() {
        List<V> values = new ArrayList<>(size);
        for (@Nullable Object[] chunk : chunks) {
            for (Object value : chunk) {
                if (value != null) {
                    values.add((V) value);
                }
            }
        }
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
        if (changes.isEmpty()) {
            return this;
        }
        @Nullable Object[][] changed = chunks.clone();
        Set<Integer> own = new HashSet<>();
        int count = size;
        for (Map.Entry<K, ? extends @Nullable V> change : changes.entrySet()) {
            int slot = slot(change.getKey());
            changed = withRoom(changed, slot >> BITS_OF_CHUNK, own);
            @Nullable Object[] chunk = changed[slot >> BITS_OF_CHUNK];
            V after = change.getValue();
            count += (after == null ? 0 : 1) - (chunk[slot & (CHUNK - 1)] == null ? 0 : 1);
            chunk[slot & (CHUNK - 1)] = after;
        }
        return new SlotMap<>(slots, changed, count);
    }

    /**
     * The same map with a table of slots of its own. What descends from it leaves no trace in this one's table, so it is
     * the place to begin when the outcome is likely to be thrown away.
     */
    public SlotMap<K, V> apart() {
        return new SlotMap<>(slots.copy(), chunks, size);
    }

    /** The chunks with the one at {@code index} there, and not shared with another map. */
    // The checker does not see that the inner arrays may hold nulls.
    @SuppressWarnings("NullAway")
    private static @Nullable Object[][] withRoom(@Nullable Object[][] chunks, int index, Set<Integer> own) {
        @Nullable Object[][] all = chunks;
        if (index >= chunks.length) {
            all = new @Nullable Object[index + 1][];
            System.arraycopy(chunks, 0, all, 0, chunks.length);
            for (int added = chunks.length; added <= index; added++) {
                all[added] = new @Nullable Object[CHUNK];
                own.add(added);
            }
        }
        if (own.add(index)) {
            all[index] = all[index].clone();
        }
        return all;
    }
}
