package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Individual targets by key. The platform's hash maps fall back to trees for texts whose hashes collide. */
record CompiledTargets(Map<String, Outcome> byKey) {

    private static final KeyOf KEY = KeyOf.attribute(EvaluationContext.TARGETING_KEY);

    @Nullable
    Outcome find(Scope scope, EvaluationContext context) {
        String key = KEY.in(scope, context);
        Outcome found = key == null ? null : byKey.get(key);
        if (scope.isTraced()) {
            scope.note("targets", found != null, found != null ? "the key is listed" : "the key is not listed");
        }
        return found;
    }
}
