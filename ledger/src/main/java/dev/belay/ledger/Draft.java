package dev.belay.ledger;

import dev.belay.core.Value;
import dev.belay.json.state.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One step that a decision wants: an entry, or a new ledger.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Draft {

    /** No links. */
    Value.StructureValue NO_LINKS = new Value.StructureValue(Map.of());

    /** The ledger that grows or is created. */
    LedgerId ledger();

    /** Drafts a new, empty ledger at revision 0 of a new epoch; later drafts of the same decision may append to it. */
    static Draft creating(LedgerId ledger) {
        return new Creation(ledger);
    }

    /** Drafts an entry without links. */
    static Draft of(LedgerId ledger, Authorship authorship, String action, List<DraftChange> changes) {
        return new Append(ledger, authorship, action, changes, NO_LINKS);
    }

    /** Drafts a ledger; the store gives it an epoch. */
    record Creation(LedgerId ledger) implements Draft {}

    /**
     * Drafts an entry; the store gives it position, instant, versions and hashes.
     *
     * @param action  what happened, in the words of the API
     * @param changes the documents that subjects shall have; those which have them already are left out, and when none
     *     remain, no entry is made
     * @param links   what the entry refers to
     */
    record Append(
            LedgerId ledger,
            Authorship authorship,
            String action,
            List<DraftChange> changes,
            Value.StructureValue links)
            implements Draft {

        /** Refuses two changes of one subject, because an entry gives each subject one version. */
        public Append {
            changes = List.copyOf(changes);
            Set<Subject> seen = new HashSet<>();
            for (DraftChange change : changes) {
                if (!seen.add(change.subject())) {
                    throw new IllegalArgumentException(
                            "The draft changes " + change.subject() + " twice; merge both changes into one");
                }
            }
        }
    }
}
