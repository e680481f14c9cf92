package dev.belay.control;

import dev.belay.core.Keys;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the dry run of a rollback says beyond the differences: what the rolled back flags depended on and what is
 * another now, and whom else it touches.
 */
record Foresight(List<ClosureChange> closure, List<String> warnings) {

    static final Foresight NOTHING = new Foresight(List.of(), List.of());

    /** Looks at the rollbacks among the steps. */
    static Foresight of(List<Step> steps, History history, LedgerId ledger, LedgerState before, LedgerState after) {
        List<ClosureChange> closure = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<Subject> returned = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Return back) {
                returned.add(back.subject());
                closure.addAll(closureOf(back, history, ledger, after, warnings));
            }
        }
        closure.forEach(change -> warnings.add(change.sentence()));
        if (!closure.isEmpty()) {
            warnings.add("To restore what the flag depended on as well, roll it back with its closure (withClosure)");
        }
        if (!returned.isEmpty()) {
            warnings.addAll(sharedSegments(before, after, returned));
        }
        return new Foresight(closure, warnings);
    }

    /** Looks at a rollback of chosen flags. */
    static Foresight of(Set<String> keys, LedgerState past, LedgerState after) {
        List<ClosureChange> closure = new ArrayList<>();
        keys.stream()
                .filter(key -> Keys.problemOf(key).isEmpty())
                .sorted()
                .forEach(key -> closure.addAll(changes(Subject.flag(key), past, after)));
        return new Foresight(
                closure, closure.stream().map(ClosureChange::sentence).toList());
    }

    private static List<ClosureChange> closureOf(
            Step.Return back, History history, LedgerId ledger, LedgerState after, List<String> warnings) {
        if (back.withClosure() || back.target().hash().isEmpty()) {
            return List.of();
        }
        try {
            LedgerState then = history.at(ledger, back.target().position().revision());
            return changes(back.subject(), then, after);
        } catch (RefusedException gone) {
            warnings.add("What the " + Finding.name(back.subject()) + " depended on at version "
                    + back.target().version() + " is not known any more: " + gone.detail());
            return List.of();
        }
    }

    /** What a flag depends on in one state and what is another in a second one. */
    static List<ClosureChange> changes(Subject flag, LedgerState then, LedgerState after) {
        List<ClosureChange> changes = new ArrayList<>();
        for (Subject member : Closure.of(then, flag)) {
            SubjectState past = then.subject(member);
            SubjectState present = after.subject(member);
            if (past != null && past.isLive() && !past.hash().equals(hash(present))) {
                changes.add(new ClosureChange(flag, member, past.version(), liveVersion(present)));
            }
        }
        return changes;
    }

    /** The segments that differ, apart from the users among the given subjects, with all others that use them. */
    static List<String> sharedSegments(LedgerState before, LedgerState after, List<Subject> returned) {
        Map<Subject, Set<Subject>> users = new LinkedHashMap<>();
        before.restoring(after, subject -> subject.kind().equals(Subject.SEGMENT))
                .forEach(change -> users.put(change.subject(), new LinkedHashSet<>()));
        if (!users.isEmpty()) {
            WorkingState view = new WorkingState(after);
            view.unchanged(returned)
                    .forEach(user -> view.references(user).stream()
                            .map(reference -> users.get(reference.target()))
                            .filter(Objects::nonNull)
                            .forEach(of -> of.add(user)));
        }
        users.values().removeIf(Set::isEmpty);
        return users.entrySet().stream().map(Foresight::sharedSegment).toList();
    }

    private static String sharedSegment(Map.Entry<Subject, Set<Subject>> shared) {
        return "The " + Finding.name(shared.getKey()) + " changes as well, and others use it: "
                + shared.getValue().stream().map(Finding::name).collect(Collectors.joining(", "));
    }

    private static Optional<String> hash(@Nullable SubjectState state) {
        return state == null ? Optional.empty() : state.hash();
    }

    private static Optional<Long> liveVersion(@Nullable SubjectState state) {
        return state == null || !state.isLive() ? Optional.empty() : Optional.of(state.version());
    }
}
