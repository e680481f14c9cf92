package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.Violation;
import dev.belay.json.reading.Nearest;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that nothing goes away on which documents depend that are not changed themselves. */
final class DependantCheck {

    private final WorkingState state;

    /** What goes, with the variants that go from a flag that stays; no variants: the subject itself goes. */
    private final Map<Subject, Set<String>> losses = new LinkedHashMap<>();

    private final Map<Subject, Set<Subject>> dependants = new LinkedHashMap<>();

    private DependantCheck(WorkingState state) {
        this.state = state;
    }

    static List<Finding> of(WorkingState state, List<Subject> changed) {
        DependantCheck check = new DependantCheck(state);
        changed.forEach(check::findLoss);
        if (check.losses.isEmpty()) {
            return List.of();
        }
        state.unchanged(changed).forEach(check::findDependence);
        return check.findings();
    }

    private void findLoss(Subject subject) {
        if (!state.exists(subject)) {
            losses.put(subject, Set.of());
            return;
        }
        Flag after = subject.kind().equals(Subject.FLAG) ? state.flag(subject.key()) : null;
        if (after == null || !(state.head().snapshot().flag(subject.key()) instanceof SnapshotFlag.Understood before)) {
            return;
        }
        Set<String> lost = names(before.flag());
        lost.removeAll(names(after));
        if (!lost.isEmpty()) {
            losses.put(subject, lost);
        }
    }

    private void findDependence(Subject dependant) {
        for (Reference reference : state.references(dependant)) {
            Set<String> lost = losses.get(reference.target());
            if (lost != null && (lost.isEmpty() || reference.variants().stream().anyMatch(lost::contains))) {
                dependants
                        .computeIfAbsent(reference.target(), _ -> new LinkedHashSet<>())
                        .add(dependant);
            }
        }
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        dependants.forEach((subject, by) -> findings.add(finding(subject, by)));
        return findings;
    }

    private Finding finding(Subject subject, Set<Subject> by) {
        Set<String> lost = losses.getOrDefault(subject, Set.of());
        String what = lost.isEmpty()
                ? "The " + Finding.name(subject) + " cannot go"
                : "The variants " + Nearest.list(lost) + " of the " + Finding.name(subject) + " cannot go";
        List<String> names = by.stream().sorted().limit(10).map(Finding::name).toList();
        String more = by.size() > names.size() ? " and " + (by.size() - names.size()) + " more" : "";
        String detail = what + ", because it is still referred to by " + String.join(", ", names) + more
                + "; change those first or in the same change set";
        String path = state.origin(subject).locate(lost.isEmpty() ? "" : "/variants");
        Map<String, Value> members = Map.of("referencedBy", Finding.subjects(by));
        return new Finding(ProblemName.STILL_REFERENCED, Violation.of(path, detail), members);
    }

    private static Set<String> names(Flag flag) {
        Set<String> names = new HashSet<>();
        flag.variants().stream().map(Variant::name).forEach(names::add);
        return names;
    }
}
