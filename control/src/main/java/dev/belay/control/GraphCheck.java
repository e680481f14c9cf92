package dev.belay.control;

import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the shape of what refers to what: nothing depends on itself, and nothing nests deeper than evaluation goes. */
final class GraphCheck {

    /** How many flags and segments may depend on one another in a row; evaluation goes no deeper. */
    static final int MAX_DEPTH = 64;

    private static final int SHOWN_OF_END = 3;

    private final WorkingState state;
    private final List<Subject> changed;
    private final ReferenceWalk walk;

    private GraphCheck(WorkingState state, List<Subject> changed) {
        this.state = state;
        this.changed = changed;
        this.walk = new ReferenceWalk(state);
    }

    static List<Finding> of(WorkingState state, List<Subject> changed) {
        return new GraphCheck(state, changed).check();
    }

    private List<Finding> check() {
        for (Subject subject : changed) {
            List<Subject> cycle = walk.from(subject);
            if (!cycle.isEmpty()) {
                return List.of(cycle(beginningWithChanged(cycle)));
            }
        }
        List<Finding> tooDeep = changed.stream()
                .filter(this::isTooDeep)
                .map(subject -> tooDeep(subject, walk.longestWay(subject)))
                .toList();
        return tooDeep.isEmpty() ? dependantsThatGotTooDeep() : tooDeep;
    }

    private boolean isTooDeep(Subject subject) {
        return walk.depth(subject) > MAX_DEPTH;
    }

    // Dependants can only be too deep when something below them has become deeper, which is rare.
    private List<Finding> dependantsThatGotTooDeep() {
        ReferenceWalk before = new ReferenceWalk(new WorkingState(state.head()));
        for (Subject subject : changed) {
            before.from(subject);
            if (state.version(subject) > 0 && walk.depth(subject) > before.depth(subject)) {
                List<Subject> unchanged = state.unchanged(changed);
                unchanged.forEach(walk::from);
                return unchanged.stream()
                        .filter(this::isTooDeep)
                        .max(Comparator.comparingInt(walk::depth))
                        .map(top -> List.of(tooDeep(subject, walk.longestWay(top))))
                        .orElse(List.of());
            }
        }
        return List.of();
    }

    private List<Subject> beginningWithChanged(List<Subject> cycle) {
        Set<Subject> among = new HashSet<>(changed);
        List<Subject> rotated = new ArrayList<>(cycle);
        for (int turns = 0; turns < cycle.size() && !among.contains(rotated.getFirst()); turns++) {
            Collections.rotate(rotated, -1);
        }
        rotated.add(rotated.getFirst());
        return rotated;
    }

    private Finding cycle(List<Subject> cycle) {
        String way = cycle.stream().map(Finding::name).collect(Collectors.joining(" → "));
        Subject first = cycle.getFirst();
        Violation violation = Violation.of(
                state.origin(first).locate(placeOnWay(first, cycle)),
                "Nothing may depend on itself, and this would: " + way + "; remove one of these references",
                "references that form no circle");
        return new Finding(ProblemName.REFERENCE_CYCLE, violation, Map.of("cycle", Finding.subjects(cycle)));
    }

    /** Where a subject refers to what comes after it. */
    private String placeOnWay(Subject subject, List<Subject> way) {
        int next = way.indexOf(subject) + 1;
        return next == 0 || next == way.size()
                ? ""
                : state.references(subject).stream()
                        .filter(reference -> reference.target().equals(way.get(next)))
                        .map(Reference::path)
                        .findFirst()
                        .orElse("");
    }

    private Finding tooDeep(Subject subject, List<Subject> way) {
        String limit = "up to " + MAX_DEPTH + " in a row";
        Violation violation = Violation.of(
                state.origin(subject).locate(placeOnWay(subject, way)),
                "With the " + Finding.name(subject) + ", more flags and segments would depend on one another than "
                        + "evaluation follows (" + limit + "), and these are " + way.size() + ": " + shortened(way)
                        + "; let it depend on less",
                limit);
        return new Finding(ProblemName.REFERENCES_TOO_DEEP, violation, Map.of());
    }

    /** The ends of a way, which tell where to shorten it. */
    private static String shortened(List<Subject> way) {
        List<Subject> ends = new ArrayList<>(way.subList(0, SHOWN_OF_END));
        ends.addAll(way.subList(way.size() - SHOWN_OF_END, way.size()));
        List<String> names = new ArrayList<>(ends.stream().map(Finding::name).toList());
        names.add(SHOWN_OF_END, "…");
        return String.join(" → ", names);
    }
}
