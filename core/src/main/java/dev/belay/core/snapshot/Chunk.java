package dev.belay.core.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of {@value #SIZE} slots. Written to only by the map that made it, before anybody else sees it. */
final class Chunk<V> {

    static final int SIZE = 64;

    private final @Nullable Object[] values;

    Chunk() {
        this.values = new Object[SIZE];
    }

    private Chunk(Chunk<V> other) {
        this.values = other.values.clone();
    }

    Chunk<V> copy() {
        return new Chunk<>(this);
    }

    // Only values of type V are ever set.
    @SuppressWarnings("unchecked")
    @Nullable
    V get(int slot) {
        return (V) values[slot % SIZE];
    }

    void set(int slot, @Nullable V value) {
        values[slot % SIZE] = value;
    }

    void addTo(List<V> target) {
        for (int slot = 0; slot < SIZE; slot++) {
            V value = get(slot);
            if (value != null) {
                target.add(value);
            }
        }
    }
}
