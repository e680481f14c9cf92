package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import org.jspecify.annotations.Nullable;

/** A rule, compiled. */
record CompiledRule(String id, Check when, Serving serve) {

    /** What the context gets by this rule; null when it does not decide. */
    @Nullable
    Outcome decide(Scope scope, EvaluationContext context) {
        return scope.ask(when, context) ? serve.serve(scope, context) : null;
    }
}
