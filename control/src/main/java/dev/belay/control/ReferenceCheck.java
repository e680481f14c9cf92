package dev.belay.control;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.Variant;
import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that what the changed documents name exists. */
final class ReferenceCheck {

    private final WorkingState state;
    private final List<Finding> findings = new ArrayList<>();

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
        Flag flag = reference.variants().isEmpty()
                ? null
                : state.flag(reference.target().key());
        if (flag == null) {
            return;
        }
        for (int index = 0; index < reference.variants().size(); index++) {
            String variant = reference.variants().get(index);
            if (flag.variant(variant).isEmpty()) {
                unknownVariant(subject, reference.pathOfVariant(index), variant, flag);
            }
        }
    }

    private void missing(Subject subject, Reference reference) {
        String past = state.isKnown(reference.target()) ? "is archived" : "does not exist";
        report(
                ProblemName.MISSING_REFERENCE,
                Violation.of(
                        state.origin(subject).locate(reference.path()),
                        "The " + Finding.name(subject) + " refers to the " + Finding.name(reference.target())
                                + ", which " + past + "; create it first or in the same change set"));
    }

    private void unknownVariant(Subject subject, String path, String variant, Flag flag) {
        report(
                ProblemName.UNKNOWN_VARIANT,
                Violation.of(
                        state.origin(subject).locate(path),
                        "The " + Finding.name(subject) + " asks for the variant '" + variant + "', which the flag '"
                                + flag.key() + "' does not have",
                        flag.variants().stream().map(Variant::name).collect(Collectors.joining(", "))));
    }

    private void report(ProblemName name, Violation violation) {
        findings.add(new Finding(name, violation));
    }
}
