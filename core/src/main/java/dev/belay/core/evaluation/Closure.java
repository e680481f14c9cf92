package dev.belay.core.evaluation;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Prerequisite;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Serve;
import dev.belay.core.snapshot.Snapshot;
import dev.belay.core.snapshot.SnapshotFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at everything that a flag's answer depends on. */
final class Closure {

    private final Snapshot snapshot;
    private final Set<String> seen = new HashSet<>();
    private int depth;

    private Closure(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Whether nothing in the closure of the flag asks for context, time or chance. */
    static boolean isStatic(Snapshot snapshot, Flag flag) {
        return new Closure(snapshot).isStatic(flag);
    }

    private boolean isStatic(Flag flag) {
        if (!flag.enabled()) {
            return true;
        }
        return flag.targets().isEmpty()
                && flag.otherwise().filter(Serve.Split.class::isInstance).isEmpty()
                && flag.rules().stream().allMatch(this::isStatic)
                && flag.prerequisites().stream().map(Prerequisite::flag).allMatch(this::isStatic);
    }

    private boolean isStatic(Rule rule) {
        return rule.serve() instanceof Serve.OneVariant && isStatic(rule.when());
    }

    /** A flag that was seen before is judged where it was first seen; one too deep to be evaluated is not static. */
    private boolean isStatic(String key) {
        if (!seen.add(key) || !(snapshot.flag(key) instanceof SnapshotFlag.Understood readable)) {
            return true;
        }
        if (depth == Scope.MAX_DEPTH) {
            return false;
        }
        depth++;
        boolean isStatic = isStatic(readable.flag());
        depth--;
        return isStatic;
    }

    private boolean isStatic(Condition condition) {
        if (condition instanceof Condition.All all) {
            return areStatic(all.parts());
        }
        if (condition instanceof Condition.Any any) {
            return areStatic(any.parts());
        }
        if (condition instanceof Condition.Not not) {
            return isStatic(not.part());
        }
        if (condition instanceof Condition.FlagServes serves) {
            return isStatic(serves.flag());
        }
        return condition instanceof Condition.FlagDisabled;
    }

    private boolean areStatic(List<Condition> parts) {
        for (Condition part : parts) {
            if (!isStatic(part)) {
                return false;
            }
        }
        return true;
    }
}
