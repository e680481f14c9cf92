package dev.belay.core.evaluation;

import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Shared;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a flag decides: prerequisites, targets, rules, otherwise.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param fixed         the only outcome of a flag that is disabled or not understood
 * @param prerequisites what must hold first
 * @param unmet         the outcome when one does not
 * @param targets       individual keys, if there are any
 * @param rules         in order; the first that decides wins
 * @param otherwise     serves when nothing else decides; null: the caller's default value applies
 * @param ifStatic      what {@code otherwise} serves when nothing in the closure asks for anything; null when that is known
 * @param references    what all of this asks for
 */
// Arrays, because they are gone through in every evaluation; nobody compares these.
@SuppressWarnings("ArrayRecordComponent")
record Procedure(
        @Nullable Outcome fixed,
        Check[] prerequisites,
        @Nullable Outcome unmet,
        @Nullable CompiledTargets targets,
        CompiledRule[] rules,
        @Nullable Serving otherwise,
        @Nullable Outcome ifStatic,
        References references) {

    static final Check[] NO_CHECKS = {};

    private static final Outcome UNDECIDED = Outcome.defaulted(Reason.DEFAULT);
    private static final CompiledRule[] NO_RULES = {};

    /** Decides nothing and always answers the same. */
    static Procedure always(Outcome outcome, References references) {
        return new Procedure(outcome, NO_CHECKS, null, null, NO_RULES, null, null, references);
    }

    /** Why every answer is a failure; null if answers are not. */
    Outcome.@Nullable Failure failure() {
        return fixed == null ? null : fixed.failure();
    }

    /** The only outcome there can be, or null if something has to be asked. */
    @Nullable
    Outcome constant() {
        if (fixed != null || prerequisites.length > 0 || targets != null || rules.length > 0) {
            return fixed;
        }
        return otherwise == null ? UNDECIDED : otherwise instanceof Outcome outcome ? outcome : null;
    }

    /** Has others share the parts. */
    void offerParts(Shared shared) {
        shared.same(references);
        for (CompiledRule rule : rules) {
            shared.same(rule);
            shared.same(rule.when());
            shared.same(rule.serve());
        }
        if (otherwise != null) {
            shared.same(otherwise);
        }
    }

    Outcome decide(CompiledFlag flag, Scope scope, EvaluationContext context) {
        if (fixed != null) {
            if (scope.isTraced() && fixed.failure() == null) {
                scope.note("enabled", false, "the flag is disabled");
            }
            return fixed;
        }
        for (Check prerequisite : prerequisites) {
            if (!scope.ask(prerequisite, context)) {
                return Objects.requireNonNull(unmet);
            }
        }
        Outcome targeted = targets == null ? null : targets.find(scope, context);
        Outcome decided = targeted == null ? byRules(scope, context) : targeted;
        return decided == null ? otherwise(flag, scope, context) : decided;
    }

    private @Nullable Outcome byRules(Scope scope, EvaluationContext context) {
        for (CompiledRule rule : rules) {
            Outcome decided = scope.isTraced() ? told(rule, scope, context) : rule.decide(scope, context);
            if (decided != null) {
                return decided;
            }
        }
        return null;
    }

    private static @Nullable Outcome told(CompiledRule rule, Scope scope, EvaluationContext context) {
        scope.enter();
        Outcome decided = rule.decide(scope, context);
        scope.leave("rule " + rule.id(), decided != null, describe(decided));
        return decided;
    }

    private Outcome otherwise(CompiledFlag flag, Scope scope, EvaluationContext context) {
        Outcome decided = otherwise == null ? null : otherwise.serve(scope, context);
        if (scope.isTraced()) {
            scope.note("otherwise", decided != null, describe(decided));
        }
        if (ifStatic != null && flag.isStatic(scope.links())) {
            return ifStatic;
        }
        return decided == null ? UNDECIDED : decided;
    }

    private static String describe(@Nullable Outcome decided) {
        if (decided == null) {
            return "does not decide";
        }
        return decided.variant() == null
                ? "could not decide"
                : "serves " + decided.variant().name();
    }
}
