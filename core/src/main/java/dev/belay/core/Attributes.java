package dev.belay.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Named values in the order in which they were named: few of them side by side, where looking at each is quicker than
 * hashing, and many in a map, whose look-ups stay quick where the hash codes of names collide.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Attributes {

    static final Attributes NONE = new Attributes(new String[0], new Value[0], null);

    private static final int FEW = 16;

    private final String[] names;
    private final Value[] values;
    private final @Nullable Map<String, Value> many;

    private Attributes(String[] names, Value[] values, @Nullable Map<String, Value> many) {
        this.names = names;
        this.values = values;
        this.many = many;
    }

    static Attributes of(String name, Value value) {
        return new Attributes(new String[] {name}, new Value[] {value}, null);
    }

    /** The entries of a map, which is copied. */
    static Attributes of(Map<String, Value> map) {
        // Copied first, so that names and values stay together even if somebody changes the map meanwhile.
        Map<String, Value> copy = new LinkedHashMap<>(map);
        return copy.size() > FEW
                ? new Attributes(NONE.names, NONE.values, copy)
                : new Attributes(
                        copy.keySet().toArray(String[]::new), copy.values().toArray(Value[]::new), null);
    }

    boolean isEmpty() {
        return names.length == 0 && many == null;
    }

    @Nullable
    Value get(String name) {
        if (many != null) {
            return many.get(name);
        }
        int at = indexOf(name);
        return at < 0 ? null : values[at];
    }

    /** Names in code and in compiled conditions are interned, so that nearly always looking at references is enough. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private int indexOf(String name) {
        for (int at = 0; at < names.length; at++) {
            if (names[at] == name) {
                return at;
            }
        }
        for (int at = 0; at < names.length; at++) {
            if (Objects.equals(names[at], name)) {
                return at;
            }
        }
        return -1;
    }

    /** A copy in which the name has this value. */
    Attributes with(String name, Value value) {
        if (many != null || names.length == FEW) {
            Map<String, Value> changed = new LinkedHashMap<>(asMap());
            changed.put(name, value);
            return of(changed);
        }
        int known = indexOf(name);
        int at = known < 0 ? names.length : known;
        String[] allNames = known < 0 ? Arrays.copyOf(names, at + 1) : names;
        Value[] allValues = Arrays.copyOf(values, allNames.length);
        if (known < 0) {
            allNames[at] = name;
        }
        allValues[at] = value;
        return new Attributes(allNames, allValues, null);
    }

    /** A copy with everything of {@code others}, which win. */
    Attributes with(Attributes others) {
        Map<String, Value> merged = new LinkedHashMap<>(asMap());
        merged.putAll(others.asMap());
        return of(merged);
    }

    /** All of them; unmodifiable. */
    Map<String, Value> asMap() {
        if (many != null) {
            return Collections.unmodifiableMap(many);
        }
        Map<String, Value> map = new LinkedHashMap<>();
        for (int at = 0; at < names.length; at++) {
            map.put(names[at], values[at]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes attributes && asMap().equals(attributes.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }
}
