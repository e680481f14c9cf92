package dev.belay.core.flag;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Targeting keys that get one variant whatever the rules say. */
public record Target(String variant, Set<String> keys) {

    /** Copies the keys, keeping their order. */
    public Target {
        keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }
}
