package dev.belay.core.lint;

import dev.belay.core.condition.Condition;
import java.util.List;

/** Something that is taken to be so. */
sealed interface Claim {

    /** A condition holds, or does not. */
    record Of(Condition condition, boolean holds) implements Claim {}

    /** Nothing else is found than this. */
    record Within(Facet facet, Extent extent) implements Claim {}

    /** All of these. */
    record Every(List<Claim> parts) implements Claim {}

    /** At least one of these. */
    record Some(List<Claim> parts) implements Claim {}

    /** What can never be. */
    Claim IMPOSSIBLE = new Some(List.of());

    static Claim holds(Condition condition) {
        return new Of(condition, true);
    }

    static Claim fails(Condition condition) {
        return new Of(condition, false);
    }
}
