package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.core.flag.Flag;
import dev.belay.core.flag.FlagType;
import dev.belay.core.snapshot.SnapshotFlag;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.DraftChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a project's catalogue says of flags: the type that a key has in every environment, for good. */
final class Definitions {

    private Definitions() {}

    /** The types of the changed flags that contradict the catalogue. */
    static List<Finding> check(WorkingState state, List<Subject> changed, LedgerState catalogue) {
        List<Finding> findings = new ArrayList<>();
        for (Flag flag : flags(state, changed)) {
            type(catalogue, flag.key())
                    .filter(known -> known != flag.type())
                    .ifPresent(known -> findings.add(changedType(state, flag, known)));
        }
        return findings;
    }

    /** The definitions of the changed flags that the catalogue does not know yet. */
    static List<DraftChange> missing(WorkingState state, List<Subject> changed, LedgerState catalogue) {
        return flags(state, changed).stream()
                .filter(flag -> type(catalogue, flag.key()).isEmpty())
                .map(flag -> DraftChange.put(subject(flag.key()), document(flag)))
                .toList();
    }

    /** The type that a key has, if it has been used in any environment. */
    static Optional<FlagType> type(LedgerState catalogue, String key) {
        return Optional.ofNullable(catalogue.subject(subject(key)))
                .flatMap(SubjectState::document)
                .map(Document::value)
                .flatMap(Definitions::type);
    }

    static Optional<FlagType> type(Value definition) {
        return definition instanceof Value.StructureValue(var members)
                        && members.get("type") instanceof Value.TextValue(var word)
                ? FlagType.find(word)
                : Optional.empty();
    }

    private static Subject subject(String key) {
        return new Subject(Subject.DEFINITION, key);
    }

    private static Document document(Flag flag) {
        return Document.of(Value.of(Map.of(
                "format",
                Value.of(1),
                "key",
                Value.of(flag.key()),
                "type",
                Value.of(flag.type().word()))));
    }

    // A flag that has the type that it had before is known, which spares reading ten thousand definitions in a
    // rollback.
    private static List<Flag> flags(WorkingState state, List<Subject> changed) {
        List<Flag> flags = new ArrayList<>();
        for (Subject subject : changed) {
            Flag flag = subject.kind().equals(Subject.FLAG) ? state.flag(subject.key()) : null;
            if (flag != null && !hadType(state.head(), flag)) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static boolean hadType(LedgerState head, Flag flag) {
        return head.snapshot().flag(flag.key()) instanceof SnapshotFlag.Understood before
                && before.flag().type() == flag.type();
    }

    private static Finding changedType(WorkingState state, Flag flag, FlagType known) {
        Violation violation = Violation.of(
                state.origin(Subject.flag(flag.key())).locate("/type"),
                "The flag '" + flag.key() + "' is of type " + known.word() + " in this project and cannot become "
                        + flag.type().word() + "; use another key for another type",
                known.word());
        return new Finding(ProblemName.TYPE_CHANGED, violation);
    }
}
