package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for flags and segments that would depend on themselves, depth first and without recursion. */
final class CycleCheck {

    private final WorkingState state;
    private final Set<Subject> done = new HashSet<>();

    /** From the subject that the search began with down to the present one, each with the references still to follow. */
    private final Map<Subject, Iterator<Reference>> path = new LinkedHashMap<>();

    private final ArrayDeque<Subject> stack = new ArrayDeque<>();

    private CycleCheck(WorkingState state) {
        this.state = state;
    }

    /** The first cycle through one of the changed subjects, if there is one. */
    static List<Finding> of(WorkingState state, List<Subject> changed) {
        CycleCheck check = new CycleCheck(state);
        for (Subject subject : changed) {
            List<Subject> cycle = check.searchFrom(subject);
            if (!cycle.isEmpty()) {
                return List.of(check.finding(beginningWithChanged(cycle, changed)));
            }
        }
        return List.of();
    }

    private List<Subject> searchFrom(Subject start) {
        enter(start);
        while (!stack.isEmpty()) {
            Subject here = stack.getLast();
            Iterator<Reference> left = path.getOrDefault(here, Collections.emptyIterator());
            if (!left.hasNext()) {
                leave(here);
                continue;
            }
            Subject next = left.next().target();
            if (path.containsKey(next)) {
                return cycleTo(next);
            }
            enter(next);
        }
        return List.of();
    }

    private void enter(Subject subject) {
        if (done.add(subject)) {
            stack.addLast(subject);
            path.put(subject, state.references(subject).iterator());
        }
    }

    private void leave(Subject subject) {
        stack.removeLast();
        path.remove(subject);
    }

    private List<Subject> cycleTo(Subject start) {
        List<Subject> way = new ArrayList<>(stack);
        return way.subList(way.indexOf(start), way.size());
    }

    private static List<Subject> beginningWithChanged(List<Subject> cycle, List<Subject> changed) {
        Set<Subject> among = new HashSet<>(changed);
        List<Subject> rotated = new ArrayList<>(cycle);
        for (int turns = 0; turns < cycle.size() && !among.contains(rotated.getFirst()); turns++) {
            Collections.rotate(rotated, -1);
        }
        rotated.add(rotated.getFirst());
        return rotated;
    }

    private Finding finding(List<Subject> cycle) {
        String way = cycle.stream().map(Finding::name).collect(Collectors.joining(" → "));
        Subject first = cycle.getFirst();
        String place = state.references(first).stream()
                .filter(reference -> reference.target().equals(cycle.get(1)))
                .map(Reference::path)
                .findFirst()
                .orElse("");
        Violation violation = Violation.of(
                state.origin(first).locate(place),
                "Nothing may depend on itself, and this would: " + way + "; remove one of these references");
        Map<String, Value> members = Map.of("cycle", Finding.subjects(cycle));
        return new Finding(ProblemName.REFERENCE_CYCLE, violation, members);
    }
}
