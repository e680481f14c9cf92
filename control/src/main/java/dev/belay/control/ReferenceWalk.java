package dev.belay.control;

import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows references, depth first and without recursion; what was walked once is not walked again. */
final class ReferenceWalk {

    private final WorkingState state;

    /** How many subjects the longest way from a subject passes, itself included; of those that are walked to the end. */
    private final Map<Subject, Integer> depths = new HashMap<>();

    /** The way from the subject that the walk began with down to the present one. */
    private final LinkedHashMap<Subject, Stop> way = new LinkedHashMap<>();

    ReferenceWalk(WorkingState state) {
        this.state = state;
    }

    /** Walks everything that a subject depends on and answers the first cycle on the way; empty if there is none. */
    List<Subject> from(Subject start) {
        enter(start);
        while (!way.isEmpty()) {
            Subject here = way.lastEntry().getKey();
            Stop stop = way.lastEntry().getValue();
            if (!stop.left.hasNext()) {
                leave(here, stop);
                continue;
            }
            Subject next = stop.left.next().target();
            if (way.containsKey(next)) {
                return cycleTo(next);
            }
            stop.below(depths.getOrDefault(next, 0));
            enter(next);
        }
        return List.of();
    }

    /** How many subjects the longest way from a walked subject passes, itself included. */
    int depth(Subject subject) {
        return depths.getOrDefault(subject, 0);
    }

    /** The longest way down from a walked subject, itself included; of several the first. */
    List<Subject> longestWay(Subject start) {
        List<Subject> longest = new ArrayList<>(List.of(start));
        for (int left = depth(start) - 1; left > 0; left--) {
            int wanted = left;
            state.references(longest.getLast()).stream()
                    .map(Reference::target)
                    .filter(target -> depth(target) == wanted)
                    .findFirst()
                    .ifPresent(longest::add);
        }
        return longest;
    }

    private void enter(Subject subject) {
        if (!depths.containsKey(subject)) {
            way.put(subject, new Stop(state.references(subject).iterator()));
        }
    }

    private void leave(Subject subject, Stop stop) {
        way.pollLastEntry();
        int depth = stop.depthBelow + 1;
        depths.put(subject, depth);
        if (!way.isEmpty()) {
            way.lastEntry().getValue().below(depth);
        }
    }

    private List<Subject> cycleTo(Subject start) {
        List<Subject> stops = new ArrayList<>(way.keySet());
        return stops.subList(stops.indexOf(start), stops.size());
    }

    /** A subject on the way, with the references still to follow. */
    private static final class Stop {
        private final Iterator<Reference> left;
        private int depthBelow;

        Stop(Iterator<Reference> left) {
            this.left = left;
        }

        void below(int depth) {
            depthBelow = Math.max(depthBelow, depth);
        }
    }
}
