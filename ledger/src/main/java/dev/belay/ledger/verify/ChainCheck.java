package dev.belay.ledger.verify;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.replay.Replay;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a ledger entry by entry and proves of each that it is the next one: revision without a gap, instant not
 * before its predecessor's, the predecessor's hash, its own hash, and for every change the next version of the subject,
 * the document in place before and an intact document after. The fold of the entries is the ledger's state.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class ChainCheck {

    private final LedgerId ledger;
    private final Function<String, Optional<Document>> documents;
    private LedgerState state;
    private String hash;

    /**
     * Begins after an entry that is trusted.
     *
     * @param state     the state that the entry left, or the empty state
     * @param hash      the entry's hash, or 64 zeros before the first entry
     * @param documents finds a document by its hash, and may throw when the stored one does not have it
     */
    public ChainCheck(LedgerId ledger, LedgerState state, String hash, Function<String, Optional<Document>> documents) {
        this.ledger = ledger;
        this.state = state;
        this.hash = hash;
        this.documents = documents;
    }

    /** The fold of everything that was accepted. */
    public LedgerState state() {
        return state;
    }

    /** The hash of the last entry that was accepted. */
    public String hash() {
        return hash;
    }

    /**
     * Checks the next entry and moves on to the state after it.
     *
     * @return what is wrong; the check is then over and must not be used further
     */
    public Optional<BrokenEntry> accept(LedgerEntry entry) {
        return accept(entry, EntryFormat.hashHolds(entry));
    }

    private Optional<BrokenEntry> accept(LedgerEntry entry, boolean hashHolds) {
        if (!hashHolds) {
            return broken("its content does not have the hash " + entry.hash() + " that it carries");
        }
        String problem = problemInTheChain(entry);
        for (Change change : entry.changes()) {
            problem = problem == null ? problemWith(change) : problem;
        }
        return problem == null ? moveOn(entry) : broken(problem);
    }

    private @Nullable String problemInTheChain(LedgerEntry entry) {
        if (entry.position().revision() != expectedRevision()) {
            return "revision " + entry.position().revision() + " stands in its place";
        }
        if (!entry.previous().equals(hash)) {
            return "it follows the hash " + entry.previous() + ", but its predecessor has " + hash;
        }
        if (entry.at().isBefore(state.at())) {
            return "its instant " + entry.at() + " is before its predecessor's, " + state.at();
        }
        return null;
    }

    private @Nullable String problemWith(Change change) {
        String subject = change.subject() + " ";
        SubjectState known = state.subject(change.subject());
        long version = known == null ? 1 : known.version() + 1;
        if (change.version() != version) {
            return subject + "gets version " + change.version() + " where " + version + " is next";
        }
        Optional<String> before = known == null ? Optional.empty() : known.hash();
        if (!change.before().equals(before)) {
            return subject + "had the document " + before.orElse("(none)") + ", not "
                    + change.before().orElse("(none)");
        }
        return null;
    }

    private Optional<BrokenEntry> moveOn(LedgerEntry entry) {
        try {
            state = Replay.next(state, entry, documents);
        } catch (RuntimeException unreadable) {
            return broken(String.valueOf(unreadable.getMessage()));
        }
        hash = entry.hash();
        return Optional.empty();
    }

    private Optional<BrokenEntry> broken(String detail) {
        return Optional.of(new BrokenEntry(ledger, expectedRevision(), detail));
    }

    private long expectedRevision() {
        return state.position().revision() + 1;
    }
}
