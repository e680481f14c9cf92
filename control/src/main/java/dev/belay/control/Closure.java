package dev.belay.control;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Everything that the answers of a flag depend on. */
final class Closure {

    private Closure() {}

    /** The flags and segments that a subject refers to, directly or not, without itself. */
    static Set<Subject> of(LedgerState state, Subject start) {
        WorkingState view = new WorkingState(state);
        Set<Subject> found = new LinkedHashSet<>();
        ArrayDeque<Subject> toVisit = new ArrayDeque<>();
        toVisit.add(start);
        while (!toVisit.isEmpty()) {
            for (Reference reference : view.references(toVisit.remove())) {
                if (!reference.target().equals(start) && found.add(reference.target())) {
                    toVisit.add(reference.target());
                }
            }
        }
        return found;
    }
}
