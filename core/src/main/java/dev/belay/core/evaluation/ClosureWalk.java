package dev.belay.core.evaluation;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Walks what a flag's answer depends on. Each flag and segment is looked at once, however often it is referred to. */
final class ClosureWalk {

    /** How many conditions a closure may ask that is walked without remembering answers. */
    private static final int MOST_CHECKS = 2_000;

    private static final Extent NOTHING = new Extent(1, 1);
    private static final Extent TOO_LARGE = new Extent(MOST_CHECKS + 1, Scope.MAX_DEPTH + 1);

    private final Links links;
    private final IdentityHashMap<Node, Extent> extents = new IdentityHashMap<>();
    private boolean asksContext;
    private boolean asksMoment;
    private boolean isLasting = true;

    private ClosureWalk(Links links) {
        this.links = links;
    }

    static Closure of(CompiledFlag flag, Links links) {
        ClosureWalk walk = new ClosureWalk(links);
        Extent extent = walk.extent(flag, 0);
        boolean isSmall = extent.checks() <= MOST_CHECKS && extent.height() <= Scope.MAX_DEPTH;
        return new Closure(!walk.asksContext, walk.asksMoment, walk.isLasting, isSmall);
    }

    /** What following every reference of a node comes to; too much where there is a circle. */
    private Extent extent(@Nullable Node node, int depth) {
        if (node == null) {
            return NOTHING;
        }
        Extent known = extents.putIfAbsent(node, TOO_LARGE);
        if (known != null) {
            return known;
        }
        // Of a flag that whoever asks had no stack left to read, nobody knows what it asks for.
        boolean isUnread = node instanceof CompiledFlag flag && flag.isTooDeep();
        if (isUnread || depth >= Scope.MAX_DEPTH) {
            asksContext = true;
            asksMoment = true;
            isLasting &= !isUnread;
            return TOO_LARGE;
        }
        Extent found = extentOf(node.references(), depth);
        extents.put(node, found);
        return found;
    }

    private Extent extentOf(References references, int depth) {
        asksContext |= references.asksContext();
        asksMoment |= references.asksMoment();
        Extent all = new Extent(1 + references.checks(), 1);
        for (int slot : references.flags()) {
            all = all.over(extent(links.flag(slot), depth + 1));
        }
        for (int slot : references.segments()) {
            all = all.over(extent(links.segment(slot), depth + 1));
        }
        return all;
    }

    /**
     * How much a walk without memory comes to.
     *
     * @param checks how many conditions it asks at most, as far as that matters
     * @param height how many flags and segments lie under one another
     */
    private record Extent(int checks, int height) {

        Extent over(Extent part) {
            return new Extent(
                    Math.min(MOST_CHECKS + 1, Math.min(MOST_CHECKS + 1, checks) + part.checks),
                    Math.max(height, 1 + part.height));
        }
    }
}
