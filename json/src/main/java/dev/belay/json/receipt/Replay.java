package dev.belay.json.receipt;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.Evaluator;
import dev.belay.core.evaluation.Explanation;
import dev.belay.json.state.Behaviour;
import dev.belay.json.state.LedgerState;

/**
 * An evaluation repeated from its receipt, and how it compares.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param receipt       what was recorded
 * @param sameBehaviour whether the flag and all that it depends on are what they were
 * @param sameContext   whether the context is, in everything that is asked of it, the one that was evaluated
 * @param sameOutcome   whether reason, variant, rule and error are the recorded ones
 * @param explanation   the repeated evaluation
 */
public record Replay(
        Receipt receipt, boolean sameBehaviour, boolean sameContext, boolean sameOutcome, Explanation explanation) {

    /**
     * Repeats an evaluation at its moment.
     *
     * @param state   the state at the receipt's position
     * @param context the context of then, as far as it is known
     */
    public static Replay of(Receipt receipt, LedgerState state, EvaluationContext context) {
        Behaviour behaviour = state.behaviour(receipt.flag());
        Explanation explanation = Evaluator.explain(state.snapshot(), receipt.flag(), context, receipt.moment());
        boolean sameBehaviour = behaviour.hash().startsWith(receipt.behaviour());
        return new Replay(
                receipt,
                sameBehaviour,
                receipt.fingerprint().fits(behaviour, context),
                Recorded.of(explanation.evaluation()).equals(receipt.outcome()),
                explanation);
    }

    /** Whether nothing differs from what was recorded. */
    public boolean isSame() {
        return sameBehaviour && sameContext && sameOutcome;
    }
}
