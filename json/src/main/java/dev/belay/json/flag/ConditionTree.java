package dev.belay.json.flag;

import dev.belay.core.condition.Condition;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Rule;
import dev.belay.core.flag.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Every condition of a document, however deep it is nested. */
public final class ConditionTree {

    private ConditionTree() {}

    /** The conditions of a flag's rules and all their parts. */
    public static List<Condition> of(Flag flag) {
        return parts(flag.rules().stream().map(Rule::when).toList());
    }

    /** A segment's condition and all its parts; none if it has no condition. */
    public static List<Condition> of(Segment segment) {
        return parts(segment.when().stream().toList());
    }

    // Without recursion, because what comes from files may nest deeper than the stack allows.
    private static List<Condition> parts(Collection<Condition> roots) {
        List<Condition> found = new ArrayList<>();
        Deque<Condition> toVisit = new ArrayDeque<>(roots);
        while (!toVisit.isEmpty()) {
            Condition condition = toVisit.remove();
            found.add(condition);
            if (condition instanceof Condition.All all) {
                toVisit.addAll(all.parts());
            } else if (condition instanceof Condition.Any any) {
                toVisit.addAll(any.parts());
            } else if (condition instanceof Condition.Not not) {
                toVisit.add(not.part());
            }
        }
        return found;
    }
}
