package dev.belay.ledger;

import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import java.util.Optional;

/**
 * The document that a subject shall have.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param after empty to remove the subject
 */
public record DraftChange(Subject subject, Optional<Document> after) {

    /** Gives a subject a document. */
    public static DraftChange put(Subject subject, Document document) {
        return new DraftChange(subject, Optional.of(document));
    }

    /** Removes a subject, which keeps its version counter. */
    public static DraftChange remove(Subject subject) {
        return new DraftChange(subject, Optional.empty());
    }
}
