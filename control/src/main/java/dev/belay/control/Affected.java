package dev.belay.control;

import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.diff.StateDifference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the flags whose answers a change may change: those that it changes, and those that depend on what it changes. */
final class Affected {

    private Affected() {}

    /** The keys of the flags, first of all those that are changed themselves. */
    static List<String> flags(WriteResult result) {
        List<Subject> changed =
                result.differences().stream().map(StateDifference::subject).toList();
        Map<Subject, List<Subject>> users = users(result);
        Set<Subject> found = new LinkedHashSet<>(changed);
        ArrayDeque<Subject> toVisit = new ArrayDeque<>(changed);
        while (!toVisit.isEmpty()) {
            for (Subject user : users.getOrDefault(toVisit.remove(), List.of())) {
                if (found.add(user)) {
                    toVisit.add(user);
                }
            }
        }
        return keys(found);
    }

    /** Who refers to whom; what is not changed refers to the same before and after. */
    private static Map<Subject, List<Subject>> users(WriteResult result) {
        WorkingState view = new WorkingState(result.after());
        Map<Subject, List<Subject>> users = new HashMap<>();
        for (SubjectState state : result.after().live()) {
            view.references(state.subject())
                    .forEach(reference -> users.computeIfAbsent(reference.target(), _ -> new ArrayList<>())
                            .add(state.subject()));
        }
        return users;
    }

    private static List<String> keys(Collection<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.kind().equals(Subject.FLAG))
                .map(Subject::key)
                .toList();
    }
}
