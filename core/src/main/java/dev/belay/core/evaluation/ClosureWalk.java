package dev.belay.core.evaluation;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Walks what a flag's answer depends on. Each flag and segment is looked at once, however often it is referred to. */
final class ClosureWalk {

    /** How many visits a closure may take that is walked without remembering answers. */
    private static final int MOST_VISITS = 256;

    private final Links links;
    private final IdentityHashMap<Node, Integer> visits = new IdentityHashMap<>();
    private boolean asksContext;
    private boolean asksMoment;

    private ClosureWalk(Links links) {
        this.links = links;
    }

    static Closure of(CompiledFlag flag, Links links) {
        ClosureWalk walk = new ClosureWalk(links);
        boolean isSmall = walk.visits(flag, 0) <= MOST_VISITS;
        return new Closure(!walk.asksContext, walk.asksMoment, isSmall);
    }

    /** How many flags and segments are visited when every reference is followed; too many where there is a circle. */
    private int visits(@Nullable Node node, int depth) {
        if (node == null) {
            return 1;
        }
        Integer known = visits.putIfAbsent(node, MOST_VISITS + 1);
        if (known != null) {
            return known;
        }
        if (depth > Scope.MAX_DEPTH) {
            asksContext = true;
            asksMoment = true;
            return MOST_VISITS + 1;
        }
        int sum = visitsOf(node.references(), depth);
        visits.put(node, sum);
        return sum;
    }

    private int visitsOf(References references, int depth) {
        asksContext |= references.asksContext();
        asksMoment |= references.asksMoment();
        int sum = 1;
        for (int slot : references.flags()) {
            sum = Math.min(MOST_VISITS + 1, sum + visits(links.flag(slot), depth + 1));
        }
        for (int slot : references.segments()) {
            sum = Math.min(MOST_VISITS + 1, sum + visits(links.segment(slot), depth + 1));
        }
        return sum;
    }
}
