package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;

/**
 * Decides flags. Answers depend on the arguments alone, and nothing is ever thrown for what a document or a context
 * says: whatever cannot be decided is a {@link Evaluation.Failed}.
 *
 * <p>Whoever asks often keeps a {@link Scope} and {@link CompiledFlag}s, which answer the same without making anything.
 */
public final class Evaluator {

    private Evaluator() {}

    /**
     * Decides one flag.
     *
     * @param state   what to decide by
     * @param flag    the key; need not exist
     * @param context whom and what it is about
     * @param moment  the time and chance of the call
     */
    public static Evaluation evaluate(Links state, String flag, EvaluationContext context, Moment moment) {
        return evaluate(Scope.of(state, EvaluationContext.empty()).at(moment), flag, context);
    }

    /**
     * Decides one flag as {@link #evaluate(Links, String, EvaluationContext, Moment)} does, at the moment of the scope. In
     * a scope without one, flags that ask for time or chance fail.
     */
    public static Evaluation evaluate(Scope scope, String flag, EvaluationContext context) {
        CompiledFlag found = scope.links().find(flag);
        if (found == null) {
            return new Evaluation.Failed(
                    flag, 0, scope.links().position(), ErrorCode.FLAG_NOT_FOUND, "There is no flag '" + flag + "'");
        }
        return Evaluation.of(found, scope.links().position(), scope.answer(found, context));
    }

    /** Decides one flag as {@link #evaluate} does, and tells everything that was looked at. */
    public static Explanation explain(Links state, String flag, EvaluationContext context, Moment moment) {
        return explain(Scope.of(state, EvaluationContext.empty()).at(moment), flag, context);
    }

    /** Decides one flag as {@link #evaluate} does, and tells everything that was looked at. */
    public static Explanation explain(Scope scope, String flag, EvaluationContext context) {
        Trace trace = new Trace();
        return new Explanation(evaluate(scope.tracing(trace), flag, context), trace.steps());
    }
}
