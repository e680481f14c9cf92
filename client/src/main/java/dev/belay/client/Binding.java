package dev.belay.client;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Links;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.evaluation.Outcome;
import dev.belay.core.evaluation.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A flag as one view has it, with the answer where that is the same for everybody.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Binding {

    private final String key;
    private final View view;
    private final @Nullable Scope scope;
    private final @Nullable CompiledFlag flag;
    private final @Nullable Outcome constant;
    private final boolean asksMoment;

    private Binding(
            String key,
            View view,
            @Nullable Scope scope,
            @Nullable CompiledFlag flag,
            @Nullable Outcome constant,
            boolean asksMoment) {
        this.key = key;
        this.view = view;
        this.scope = scope;
        this.flag = flag;
        this.constant = constant;
        this.asksMoment = asksMoment;
    }

    static Binding of(String key, View view, Scope scope, CompiledFlag flag) {
        Links links = scope.links();
        Outcome answer = flag.isStatic(links) ? scope.answer(flag, EvaluationContext.empty()) : null;
        Outcome constant = answer == null || answer.isTooDeep() ? null : answer;
        return new Binding(key, view, scope, flag, constant, flag.asksMoment(links));
    }

    /** That of a flag which the view does not have. */
    static Binding unknown(String key, View view) {
        return new Binding(key, view, null, null, null, false);
    }

    String key() {
        return key;
    }

    View view() {
        return view;
    }

    /** The flag; null when the view does not have it. */
    @Nullable
    CompiledFlag flag() {
        return flag;
    }

    /** Where the flag is decided; null when the view does not have it. */
    @Nullable
    Scope scope() {
        return scope;
    }

    /** What the flag answers, or null when there is none. The moment is asked for only where the flag asks for it. */
    @Nullable
    Outcome answer(EvaluationContext context, Supplier<Moment> moment) {
        if (constant != null || scope == null || flag == null) {
            return constant;
        }
        return (asksMoment ? scope.at(moment.get()) : scope).answer(flag, context);
    }

    /** Whether the flag serves {@code true}. */
    boolean isOn(EvaluationContext context, Supplier<Moment> moment) {
        Outcome outcome = answer(context, moment);
        return outcome != null && outcome.isOn();
    }
}
