package dev.belay.core.evaluation;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;

/** Looks at everything that a flag's answer depends on. */
final class Closure {

    private Closure() {}

    /** Whether nothing in the closure of the flag asks for context, time or chance. */
    static boolean isStatic(Snapshot snapshot, Flag flag) {
        return isStatic(snapshot, flag, 0);
    }

    private static boolean isStatic(Snapshot snapshot, Flag flag, int depth) {
        if (!flag.enabled()) {
            return true;
        }
        return depth < Scope.MAX_DEPTH
                && flag.targets().isEmpty()
                && flag.otherwise().filter(Serve.Split.class::isInstance).isEmpty()
                && flag.rules().stream().allMatch(rule -> isStatic(snapshot, rule, depth))
                && flag.prerequisites().stream()
                        .map(Prerequisite::flag)
                        .allMatch(key -> isStatic(snapshot, key, depth + 1));
    }

    private static boolean isStatic(Snapshot snapshot, Rule rule, int depth) {
        return rule.serve() instanceof Serve.OneVariant && isStatic(snapshot, rule.when(), depth);
    }

    private static boolean isStatic(Snapshot snapshot, String key, int depth) {
        return !(snapshot.flag(key) instanceof SnapshotFlag.Understood readable)
                || isStatic(snapshot, readable.flag(), depth);
    }

    private static boolean isStatic(Snapshot snapshot, Condition condition, int depth) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().allMatch(part -> isStatic(snapshot, part, depth));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream().allMatch(part -> isStatic(snapshot, part, depth));
        }
        if (condition instanceof Condition.Not not) {
            return isStatic(snapshot, not.part(), depth);
        }
        if (condition instanceof Condition.FlagServes serves) {
            return isStatic(snapshot, serves.flag(), depth + 1);
        }
        return condition instanceof Condition.FlagDisabled;
    }
}
