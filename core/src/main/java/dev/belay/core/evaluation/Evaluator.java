package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.snapshot.Snapshot;

/**
 * Decides flags. Answers depend on the arguments alone, and nothing is ever thrown for what a document or a context
 * says: whatever cannot be decided is a {@link Evaluation.Failed}.
 */
public final class Evaluator {

    private Evaluator() {}

    /**
     * Decides one flag.
     *
     * @param snapshot what to decide by
     * @param flag     the key; need not exist
     * @param context  whom and what it is about
     * @param moment   the time and chance of the call
     */
    public static Evaluation evaluate(Snapshot snapshot, String flag, EvaluationContext context, Moment moment) {
        return new FlagDecision(new Scope(snapshot, context, moment, Trace.NONE)).answer(flag);
    }

    /** Decides one flag as {@link #evaluate} does, and tells everything that was looked at. */
    public static Explanation explain(Snapshot snapshot, String flag, EvaluationContext context, Moment moment) {
        Trace.Recorder trace = new Trace.Recorder();
        Evaluation evaluation = new FlagDecision(new Scope(snapshot, context, moment, trace)).answer(flag);
        return new Explanation(evaluation, trace.steps());
    }
}
