package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.Reason;
import dev.belay.core.Shared;
import dev.belay.core.bucketing.Bucketing;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.flag.Target;
import dev.belay.core.flag.Variant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a flag's procedure from its document. */
final class FlagCompiler {

    private final Flag flag;
    private final Shared shared;
    private final ConditionCompiler conditions;

    private FlagCompiler(Flag flag, Slots slots, Shared shared) {
        this.flag = flag;
        this.shared = shared;
        this.conditions = new ConditionCompiler(slots, shared);
    }

    /** The flag's procedure; one that always fails for a document that nests deeper than the stack allows. */
    static Procedure compile(Flag flag, Slots slots, Shared shared) {
        try {
            return new FlagCompiler(flag, slots, shared).compile();
        } catch (StackOverflowError tooDeep) {
            return Procedure.always(Scope.TOO_DEEP, References.NONE);
        }
    }

    private Procedure compile() {
        if (!flag.enabled()) {
            return Procedure.always(offVariant(Reason.DISABLED), References.NONE);
        }
        Check[] prerequisites = prerequisites();
        CompiledRule[] rules = flag.rules().stream().map(this::rule).toArray(CompiledRule[]::new);
        CompiledTargets targets = targets();
        Serving otherwise = flag.otherwise().map(this::otherwise).orElse(null);
        References references = shared.same(conditions.references());
        // Whether the whole closure asks for nothing is known here only where there is no more than this flag.
        Outcome ifStatic = references.asksContext() ? null : ifStatic();
        return new Procedure(
                null,
                prerequisites,
                prerequisites.length == 0 ? null : offVariant(Reason.PREREQUISITE_FAILED),
                targets,
                rules,
                ifStatic != null && references.isEmpty() ? ifStatic : otherwise,
                references.isEmpty() ? null : ifStatic,
                references);
    }

    private Check[] prerequisites() {
        return flag.prerequisites().isEmpty()
                ? Procedure.NO_CHECKS
                : flag.prerequisites().stream().map(conditions::compile).toArray(Check[]::new);
    }

    private Serving otherwise(Serve serve) {
        return serve instanceof Serve.OneVariant one
                ? served(one.variant(), Reason.DEFAULT, null)
                : split((Serve.Split) serve, flag.bucketing().salt(), null);
    }

    private @Nullable Outcome ifStatic() {
        return flag.otherwise().orElse(null) instanceof Serve.OneVariant one
                ? served(one.variant(), Reason.STATIC, null)
                : null;
    }

    private Outcome offVariant(Reason reason) {
        return flag.offVariant().map(name -> served(name, reason, null)).orElseGet(() -> Outcome.defaulted(reason));
    }

    private @Nullable CompiledTargets targets() {
        if (flag.targets().isEmpty()) {
            return null;
        }
        conditions.gathered().context();
        Map<String, Outcome> byKey = new HashMap<>();
        for (Target target : flag.targets()) {
            Outcome outcome = served(target.variant(), Reason.TARGETING_MATCH, null);
            target.keys().forEach(key -> byKey.putIfAbsent(key, outcome));
        }
        return new CompiledTargets(byKey);
    }

    private CompiledRule rule(Rule rule) {
        Check when = conditions.compile(rule.when());
        if (rule.serve() instanceof Serve.OneVariant one) {
            return shared.same(
                    new CompiledRule(rule.id(), when, served(one.variant(), Reason.TARGETING_MATCH, rule.id())));
        }
        String salt = flag.bucketing().salt() + "/" + rule.id();
        return new CompiledRule(rule.id(), when, split((Serve.Split) rule.serve(), salt, rule.id()));
    }

    private Serving split(Serve.Split split, String salt, @Nullable String ruleId) {
        Bucketing bucketing = split.bucketing().over(flag.bucketing(), salt);
        conditions.asks(bucketing);
        return new CompiledSplit(split, bucketing, name -> served(name, Reason.SPLIT, ruleId), shared);
    }

    private Outcome served(String name, Reason reason, @Nullable String ruleId) {
        for (Variant variant : flag.variants()) {
            if (variant.name().equals(name)) {
                return shared.same(Outcome.served(variant, reason, ruleId));
            }
        }
        return Outcome.failed(ErrorCode.GENERAL, "The flag serves '" + name + "', which it does not have");
    }
}
