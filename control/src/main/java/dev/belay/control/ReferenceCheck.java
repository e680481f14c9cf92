package dev.belay.control;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import dev.belay.json.Violation;
import dev.belay.json.reading.Nearest;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks that what the changed documents name exists. */
final class ReferenceCheck {

    private static final String TAKE_CLOSURE =
            "; take along what it depends on as well, by withClosure (--with-closure)";

    private final WorkingState state;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Subject, Set<String>> variants = new HashMap<>();

    private ReferenceCheck(WorkingState state) {
        this.state = state;
    }

    static List<Finding> of(WorkingState state, List<Subject> changed) {
        ReferenceCheck check = new ReferenceCheck(state);
        changed.forEach(subject -> state.references(subject).forEach(reference -> check.check(subject, reference)));
        return check.findings;
    }

    private void check(Subject subject, Reference reference) {
        if (!state.exists(reference.target())) {
            missing(subject, reference);
            return;
        }
        if (reference.variants().isEmpty() || state.flag(reference.target().key()) == null) {
            return;
        }
        Set<String> known = variants.computeIfAbsent(reference.target(), this::variantsOf);
        for (int index = 0; index < reference.variants().size(); index++) {
            if (!known.contains(reference.variants().get(index))) {
                unknownVariant(subject, reference, index, known);
            }
        }
    }

    private Set<String> variantsOf(Subject target) {
        Flag flag = state.flag(target.key());
        return flag == null
                ? Set.of()
                : flag.variants().stream().map(Variant::name).collect(Collectors.toSet());
    }

    private void missing(Subject subject, Reference reference) {
        Origin origin = state.origin(subject);
        String past = state.isKnown(reference.target()) ? "is archived" : "does not exist";
        String advice = origin.mayTakeClosure() ? TAKE_CLOSURE : "; create it first or in the same change set";
        report(
                ProblemName.MISSING_REFERENCE,
                () -> Violation.of(
                        origin.locate(reference.path()),
                        "The " + Finding.name(subject) + " refers to the " + Finding.name(reference.target())
                                + ", which " + past + advice,
                        "an existing " + reference.target().kind() + nearest(reference.target())));
    }

    // Comparing with every key costs something, so it is done for the first finding only.
    private String nearest(Subject target) {
        return findings.isEmpty() ? Nearest.hint(target.key(), state.keys(target.kind())) : "";
    }

    private void unknownVariant(Subject subject, Reference reference, int index, Set<String> known) {
        report(
                ProblemName.UNKNOWN_VARIANT,
                () -> Violation.of(
                        state.origin(subject).locate(reference.pathOfVariant(index)),
                        "The " + Finding.name(subject) + " asks for the variant '"
                                + reference.variants().get(index) + "', which the "
                                + Finding.name(reference.target()) + " does not have"
                                + (state.origin(subject).mayTakeClosure() ? TAKE_CLOSURE : ""),
                        Nearest.list(known)));
    }

    // What will not be reported is only counted: one change set can be wrong in a million places.
    private void report(ProblemName name, Supplier<Violation> violation) {
        findings.add(findings.size() < Finding.MOST_REPORTED ? new Finding(name, violation.get()) : findings.getLast());
    }
}
