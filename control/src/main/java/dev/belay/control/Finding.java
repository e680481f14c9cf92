package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One reason why a resulting state would be illegal. */
record Finding(ProblemName name, Violation violation, Map<String, Value> members) {

    // Enough to work on; a rollback of ten thousand flags must not answer as many errors.
    static final int MOST_REPORTED = 100;

    private static final int MOST_NAMED = 10;

    Finding(ProblemName name, Violation violation) {
        this(name, violation, Map.of());
    }

    /** Refuses when anything was found, under the name of what was found first. */
    static void refuseIfAny(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        Finding first = findings.getFirst();
        List<Violation> errors =
                findings.stream().limit(MOST_REPORTED).map(Finding::violation).toList();
        String more = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)";
        throw new RefusedException(first.name, first.violation.detail() + more, errors, first.members);
    }

    /** Subjects as the members of a problem document show them. */
    static Value subjects(Collection<Subject> subjects) {
        return Value.of(subjects.stream().map(Finding::subject).toList());
    }

    /** A subject as {@code {"kind", "key"}}. */
    static Value subject(Subject subject) {
        return Value.of(Map.of("kind", Value.of(subject.kind()), "key", Value.of(subject.key())));
    }

    /** The subjects among what {@link #subjects} wrote. */
    static List<Subject> readSubjects(Value value) {
        return value instanceof Value.ListValue(var items)
                ? items.stream().flatMap(each -> readSubject(each).stream()).toList()
                : List.of();
    }

    private static Optional<Subject> readSubject(Value value) {
        return value instanceof Value.StructureValue(var members)
                        && members.get("kind") instanceof Value.TextValue(String kind)
                        && members.get("key") instanceof Value.TextValue(String key)
                ? Optional.of(new Subject(kind, key))
                : Optional.empty();
    }

    /** A version or a revision. */
    static Value number(long number) {
        return Value.of((double) number);
    }

    /** Subjects in a sentence, of very many the first. */
    static String names(List<Subject> subjects) {
        String first = subjects.stream().limit(MOST_NAMED).map(Finding::name).collect(Collectors.joining(", "));
        return subjects.size() > MOST_NAMED ? first + ", " + (subjects.size() - MOST_NAMED) + " more" : first;
    }

    /** A subject in a sentence. */
    static String name(Subject subject) {
        return subject.kind() + " '" + subject.key() + "'";
    }
}
