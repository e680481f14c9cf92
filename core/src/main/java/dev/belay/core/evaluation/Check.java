package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;

/**
 * A condition, compiled. Parts are asked through {@link Scope#ask}, which notes them where an explanation is wanted.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
interface Check {

    boolean holds(Scope scope, EvaluationContext context);

    /** Whether explanations tell of it; what only joins others is told by its parts. */
    default boolean isTold() {
        return true;
    }

    /** What explanations call it. */
    default String subject() {
        return "";
    }

    /** What explanations say of the answer. */
    default String detail(Scope scope, EvaluationContext context, boolean held) {
        return held ? "holds" : "does not hold";
    }
}
