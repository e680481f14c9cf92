package dev.belay.client;

import dev.belay.core.EvaluationContext;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Moment;
import dev.belay.core.evaluation.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A flag as one view has it, with the answer where that is the same for everybody.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
final class Binding {

    static final Binding NONE = new Binding(View.NOTHING, null, null, Supposed.OFF);

    private enum Supposed {
        ON,
        OFF,
        ASK
    }

    private final View view;
    private final @Nullable CompiledFlag flag;
    private final @Nullable Scope scope;
    private final Supposed supposed;

    private Binding(View view, @Nullable CompiledFlag flag, @Nullable Scope scope, Supposed supposed) {
        this.view = view;
        this.flag = flag;
        this.scope = scope;
        this.supposed = supposed;
    }

    static Binding of(String key, View view) {
        Scope scope = view.scopeOf(key);
        CompiledFlag flag = scope == null ? null : scope.links().find(key);
        if (flag == null || scope == null) {
            return new Binding(view, null, null, Supposed.OFF);
        }
        boolean isStatic = flag.isStatic(scope.links());
        boolean isOn = isStatic && scope.answer(flag, EvaluationContext.empty()).isOn();
        return new Binding(view, flag, scope, isStatic ? isOn ? Supposed.ON : Supposed.OFF : Supposed.ASK);
    }

    View view() {
        return view;
    }

    boolean isOn(EvaluationContext context, Supplier<Moment> moment) {
        if (supposed != Supposed.ASK) {
            return supposed == Supposed.ON;
        }
        return flag != null
                && scope != null
                && View.answer(flag, scope, context, moment).isOn();
    }
}
