package dev.belay.control;

import dev.belay.control.delta.Delta;
import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.LedgerId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes a stale base by the three documents that took part in it and what lies between them. */
final class Conflict {

    private final History history;
    private final LedgerId ledger;
    private final StaleBaseException stale;

    private Conflict(History history, LedgerId ledger, StaleBaseException stale) {
        this.history = history;
        this.ledger = ledger;
        this.stale = stale;
    }

    static RefusedException of(History history, LedgerId ledger, StaleBaseException stale) {
        return new Conflict(history, ledger, stale).describe();
    }

    private RefusedException describe() {
        SubjectState current = stale.current();
        String of = stale.isOfAnotherEpoch() ? " in the epoch '" + stale.baseEpoch() + "'" : "";
        String now = current == null
                ? "does not exist"
                : current.isLive()
                        ? "is at version " + current.version()
                        : "is archived since version " + current.version();
        String detail = "The change is based on version " + stale.base() + " of the " + Finding.name(stale.subject())
                + of + ", which " + now + (of.isEmpty() ? "" : " in the epoch '" + stale.epoch() + "'")
                + "; read it again, carry your change over, and name its version";
        return new RefusedException(
                ProblemName.VERSION_CONFLICT,
                detail,
                List.of(Violation.of(stale.origin().path(), detail)),
                members(base(), theirs(current)));
    }

    private Map<String, Value> members(@Nullable Value base, @Nullable Value theirs) {
        SubjectState current = stale.current();
        Value yours = stale.yours();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("baseVersion", Finding.number(stale.base()));
        members.put("currentVersion", current == null ? Value.NULL : Finding.number(current.version()));
        members.put("base", orNull(base));
        members.put("theirs", orNull(theirs));
        Map<String, Value> differences = new LinkedHashMap<>();
        differences.put("theirs", Value.of(Delta.between(base, theirs).forward()));
        if (yours != null) {
            members.put("yours", yours);
            differences.put("yours", Value.of(Delta.between(base, yours).forward()));
        }
        members.put("differences", Value.of(differences));
        return members;
    }

    private @Nullable Value base() {
        Subject subject = stale.subject();
        if (stale.isOfAnotherEpoch()) {
            return null;
        }
        try {
            return history.document(subject, history.version(ledger, subject, stale.base()))
                    .map(Document::value)
                    .orElse(null);
        } catch (RefusedException neverExistedOrErased) {
            return null;
        }
    }

    private static @Nullable Value theirs(@Nullable SubjectState current) {
        return Optional.ofNullable(current)
                .flatMap(SubjectState::document)
                .map(Document::value)
                .orElse(null);
    }

    private static Value orNull(@Nullable Value document) {
        return document == null ? Value.NULL : document;
    }
}
