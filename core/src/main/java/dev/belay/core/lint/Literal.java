package dev.belay.core.lint;

import dev.belay.core.condition.Condition;

/**
 * A condition without parts that is taken to hold or not to hold.
 *
 * @param facet  what it looks at
 * @param extent what may be found there; perhaps more than really may, never less
 */
record Literal(Condition condition, boolean holds, Facet facet, Extent extent) {}
