package dev.belay.control;

import dev.belay.json.Violation;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Gives a flag set, or some of its flags, the documents of a past state.
 *
 * @param target the past state
 * @param only   the keys of the flags that are to go back; empty for everything
 * @param place  where the request names the target
 */
record RestorePlan(LedgerState target, Optional<Set<String>> only, String place) implements Plan {

    @Override
    public Outcome carryOut(WorkingState state) {
        only.ifPresent(keys -> keys.forEach(key -> demandKnown(state, key)));
        Origin origin = Origin.command(only.isPresent() ? "/flags" : place);
        List<SubjectState> changes = state.head().restoring(target, selection());
        for (SubjectState change : changes) {
            Content.in(target, change.subject())
                    .ifPresentOrElse(
                            content -> state.put(content, origin), () -> state.remove(change.subject(), origin));
        }
        RollbackOf restored = new RollbackOf(target.position(), subjects());
        return new Outcome("flag-set.rolled-back", restored.links(), warnings(changes));
    }

    private Predicate<Subject> selection() {
        return only.<Predicate<Subject>>map(
                        keys -> subject -> subject.kind().equals(Subject.FLAG) && keys.contains(subject.key()))
                .orElse(_ -> true);
    }

    private Optional<List<Subject>> subjects() {
        return only.map(keys -> keys.stream().sorted().map(Subject::flag).toList());
    }

    private static void demandKnown(WorkingState state, String key) {
        if (key.isEmpty() || key.indexOf(0) >= 0 || !state.isKnown(Subject.flag(key))) {
            String detail =
                    "There was never a flag '" + key + "' in this environment; name flags that there are or were";
            throw new RefusedException(
                    ProblemName.FLAG_NOT_FOUND, detail, List.of(Violation.of("/flags", detail)), Map.of());
        }
    }

    private static List<String> warnings(List<SubjectState> changes) {
        List<Subject> gone = changes.stream()
                .filter(change -> !change.isLive())
                .map(SubjectState::subject)
                .toList();
        return gone.isEmpty()
                ? List.of()
                : List.of("Archived, because the restored state does not have them: " + Finding.names(gone));
    }
}
