package dev.belay.control;

import dev.belay.json.state.FlagClosure;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Needs;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Warns of evaluators that cannot evaluate what a write leaves. */
final class Understanding {

    /** How many capabilities are named. */
    private static final int MOST_NAMED = 5;

    private Understanding() {}

    /** The warning, if there is reason for one. */
    static Optional<String> warning(Collection<Set<String>> evaluators, LedgerState after, List<Subject> changed) {
        if (evaluators.isEmpty() || changed.isEmpty()) {
            return Optional.empty();
        }
        Set<String> needs = Needs.of(after, asked(after, changed));
        Set<String> lacking = new TreeSet<>();
        int without = 0;
        for (Set<String> evaluator : evaluators) {
            if (!evaluator.containsAll(needs)) {
                without++;
                needs.stream().filter(need -> !evaluator.contains(need)).forEach(lacking::add);
            }
        }
        return without == 0
                ? Optional.empty()
                : Optional.of(sentence(without, evaluators.size(), changed.size(), List.copyOf(lacking)));
    }

    /** The changed subjects, and what the flags among them ask. */
    private static Set<Subject> asked(LedgerState after, List<Subject> changed) {
        Set<Subject> asked = new TreeSet<>(changed);
        changed.stream()
                .filter(subject -> subject.kind().equals(Subject.FLAG))
                .forEach(flag -> asked.addAll(
                        FlagClosure.of(after, flag.key()).documents().keySet()));
        return asked;
    }

    private static String sentence(int without, int all, int changed, List<String> lacking) {
        List<String> named = new ArrayList<>(lacking.subList(0, Math.min(lacking.size(), MOST_NAMED)));
        if (lacking.size() > MOST_NAMED) {
            named.add((lacking.size() - MOST_NAMED) + " more");
        }
        return without + " of " + all + " instances cannot evaluate " + (changed == 1 ? "this" : "all of this")
                + ", and use the default values of the calling code: they lack " + String.join(", ", named);
    }
}
