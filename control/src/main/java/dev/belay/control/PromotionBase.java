package dev.belay.control;

import dev.belay.control.delta.Delta;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a promotion against what its requester knew of the target: nothing that changed since is overwritten. */
final class PromotionBase {

    static final String PLACE = "/basePosition";

    private PromotionBase() {}

    /** Refuses a base on another line of history than the present one. */
    static void checkEpoch(LedgerState head, Position base) {
        if (!head.position().sharesEpochWith(base)) {
            String detail = "The base " + base + " belongs to another line of history than the flag set, which is at "
                    + head.position() + "; look again what the promotion would change";
            throw refusal(detail, List.of(Violation.of(PLACE, detail)), List.of());
        }
    }

    /** Refuses to change subjects that are no longer what they were in the known state. */
    static void check(WorkingState state, LedgerState known) {
        List<Subject> moved = state.changed().stream()
                .filter(subject ->
                        version(known.subject(subject)) != version(state.head().subject(subject)))
                .toList();
        if (!moved.isEmpty()) {
            List<Violation> errors = moved.stream()
                    .limit(Finding.MOST_REPORTED)
                    .map(subject -> Violation.of(PLACE, sentence(subject, known, state.head())))
                    .toList();
            String detail = "Since " + known.position() + " somebody changed what this would change: "
                    + Finding.names(moved) + "; look again, and base the promotion on the position that you saw";
            List<Value> changed = moved.stream()
                    .limit(Finding.MOST_REPORTED)
                    .map(subject -> change(subject, known, state.head()))
                    .toList();
            throw refusal(detail, errors, changed);
        }
    }

    private static RefusedException refusal(String detail, List<Violation> errors, List<Value> changed) {
        return new RefusedException(ProblemName.VERSION_CONFLICT, detail, errors, Map.of("changed", Value.of(changed)));
    }

    private static String sentence(Subject subject, LedgerState known, LedgerState head) {
        return "The " + Finding.name(subject) + " was at version " + version(known.subject(subject)) + " and is at "
                + version(head.subject(subject));
    }

    private static Value change(Subject subject, LedgerState known, LedgerState head) {
        SubjectState then = known.subject(subject);
        SubjectState now = head.subject(subject);
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("subject", Finding.subject(subject));
        members.put("versionThen", Finding.number(version(then)));
        members.put("versionNow", Finding.number(version(now)));
        members.put("delta", Delta.between(document(then), document(now)).toValue());
        return Value.of(members);
    }

    private static long version(@Nullable SubjectState state) {
        return state == null ? 0 : state.version();
    }

    private static @Nullable Value document(@Nullable SubjectState state) {
        return Optional.ofNullable(state)
                .flatMap(SubjectState::document)
                .map(Document::value)
                .orElse(null);
    }
}
