package dev.belay.ledger.diff;

import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A subject whose document is another in one state than in another state.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param before its document in the first state, if it had one
 * @param after  its document in the second state, if it has one
 */
public record StateDifference(Subject subject, Optional<Document> before, Optional<Document> after) {

    /**
     * Every subject whose documents differ, by kind and then key. Versions and positions take no part, so the states
     * may belong to different ledgers.
     */
    public static List<StateDifference> between(LedgerState before, LedgerState after) {
        TreeMap<Subject, StateDifference> differences = new TreeMap<>();
        before.live().forEach(state -> add(state.subject(), before, after, differences));
        after.live().forEach(state -> add(state.subject(), before, after, differences));
        return List.copyOf(differences.values());
    }

    private static void add(
            Subject subject, LedgerState before, LedgerState after, TreeMap<Subject, StateDifference> differences) {
        Optional<Document> old = document(before.subject(subject));
        Optional<Document> current = document(after.subject(subject));
        if (!old.map(Document::hash).equals(current.map(Document::hash))) {
            differences.put(subject, new StateDifference(subject, old, current));
        }
    }

    private static Optional<Document> document(@Nullable SubjectState state) {
        return state == null ? Optional.empty() : state.document();
    }
}
