package dev.belay.core.flag;

import dev.belay.core.condition.Condition;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A reusable, named group of contexts: excluded keys are out, then included keys are in, then {@code when} decides.
 *
 * @param key      what conditions name it by
 * @param when     who else belongs; none: nobody
 * @param included keys that belong
 * @param excluded keys that do not, whatever else is said
 * @param by       the attribute whose value is looked up in both lists
 */
public record Segment(String key, Optional<Condition> when, Set<String> included, Set<String> excluded, String by) {

    /** Copies the sets, keeping their order. */
    public Segment {
        included = Collections.unmodifiableSet(new LinkedHashSet<>(included));
        excluded = Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
    }
}
