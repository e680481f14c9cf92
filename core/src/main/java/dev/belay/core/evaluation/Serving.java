package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import org.jspecify.annotations.Nullable;

/** What a rule, or a flag's {@code otherwise}, serves, compiled. */
interface Serving {

    /** What the context gets; null when that is not decided here. */
    @Nullable
    Outcome serve(Scope scope, EvaluationContext context);
}
