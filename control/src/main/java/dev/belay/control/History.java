package dev.belay.control;

import dev.belay.core.Value;
import dev.belay.json.Violation;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.SubjectVersion;
import dev.belay.ledger.replay.MissingDocumentException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the present and the past of a ledger, and says what is wrong in the words of problems. Who may read is asked
 * before, by {@link FlagSets#open}.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads; methods may block on the store.
 */
public final class History {

    private final LedgerStore store;

    /** Reads from a store. */
    public History(LedgerStore store) {
        this.store = store;
    }

    /** The newest state. */
    public LedgerState head(LedgerId ledger) {
        return translated(() -> store.head(ledger));
    }

    /**
     * The state at a revision.
     *
     * @throws RefusedException {@code revision-unknown} beyond the newest, {@code revision-compacted} before the oldest
     *     that is kept, {@code document-erased} if a document of that time is gone
     */
    public LedgerState at(LedgerId ledger, long revision) {
        return at(ledger, revision, List.of());
    }

    /** As {@link #at(LedgerId, long)}, for a revision that a request names at a place. */
    LedgerState at(LedgerId ledger, long revision, Origin origin) {
        return at(ledger, revision, List.of(origin.path()));
    }

    private LedgerState at(LedgerId ledger, long revision, List<String> places) {
        try {
            return translated(() -> store.at(ledger, revision));
        } catch (RevisionUnreachableException unreachable) {
            throw unreachable(unreachable, places);
        } catch (MissingDocumentException erased) {
            throw new RefusedException(
                    ProblemName.DOCUMENT_ERASED,
                    "Revision " + revision + " of " + ledger + " cannot be rebuilt, because the document "
                            + erased.hash() + " has been erased; choose a later revision");
        }
    }

    /**
     * The state that held at an instant; before the first entry, the empty one.
     *
     * @throws RefusedException as {@link #at} does
     */
    public LedgerState asOf(LedgerId ledger, Instant instant) {
        try {
            return at(ledger, translated(() -> store.revisionAt(ledger, instant)));
        } catch (RevisionUnreachableException compacted) {
            throw unreachable(compacted, List.of());
        }
    }

    /**
     * Every version that a subject has had, ascending.
     *
     * @throws RefusedException {@code flag-not-found} or {@code segment-not-found}, if it never existed
     */
    public List<SubjectVersion> versions(LedgerId ledger, Subject subject) {
        return versions(ledger, subject, Origin.command(""));
    }

    /**
     * One version of a subject.
     *
     * @throws RefusedException {@code version-unknown} if the subject never had it, {@code revision-compacted} if it is not
     *     kept any more; as {@link #versions} otherwise
     */
    public SubjectVersion version(LedgerId ledger, Subject subject, long version) {
        return version(ledger, subject, version, Origin.command(""));
    }

    /**
     * The document of a version.
     *
     * @return empty if the subject was archived by that version
     * @throws RefusedException {@code document-erased} if its body is gone
     */
    public Optional<Document> document(Subject subject, SubjectVersion version) {
        return version.hash()
                .map(hash -> translated(() -> store.document(hash))
                        .orElseThrow(() -> new RefusedException(
                                ProblemName.DOCUMENT_ERASED,
                                "The document of version " + version.version() + " of the " + Finding.name(subject)
                                        + " has been erased; choose another version")));
    }

    SubjectVersion version(LedgerId ledger, Subject subject, long version, Origin origin) {
        List<SubjectVersion> versions = versions(ledger, subject, origin);
        return versions.stream()
                .filter(each -> each.version() == version)
                .findFirst()
                .orElseThrow(() -> version >= 1 && version < versions.getFirst().version()
                        ? versionCompacted(ledger, subject, version, versions, origin)
                        : versionUnknown(subject, version, versions, origin));
    }

    private List<SubjectVersion> versions(LedgerId ledger, Subject subject, Origin origin) {
        List<SubjectVersion> versions = translated(() -> store.versions(ledger, subject));
        if (versions.isEmpty()) {
            throw NotFound.of(subject, false, origin);
        }
        return versions;
    }

    private static RefusedException versionUnknown(
            Subject subject, long version, List<SubjectVersion> versions, Origin origin) {
        String allowed = range(versions);
        String detail =
                "The " + Finding.name(subject) + " never had a version " + version + "; name one from " + allowed;
        Violation violation = Violation.of(origin.path(), detail, allowed);
        return new RefusedException(ProblemName.VERSION_UNKNOWN, detail, List.of(violation), Map.of());
    }

    private RefusedException versionCompacted(
            LedgerId ledger, Subject subject, long version, List<SubjectVersion> versions, Origin origin) {
        String allowed = range(versions);
        String detail = "Version " + version + " of the " + Finding.name(subject) + " is no longer kept; name one from "
                + allowed;
        return new RefusedException(
                ProblemName.REVISION_COMPACTED,
                detail,
                List.of(Violation.of(origin.path(), detail, allowed)),
                reachable(
                        translated(() -> store.oldest(ledger)),
                        head(ledger).position().revision()));
    }

    private static String range(List<SubjectVersion> versions) {
        return versions.getFirst().version() + " to " + versions.getLast().version();
    }

    private static Map<String, Value> reachable(long oldest, long newest) {
        return Map.of("oldest", Finding.number(oldest), "newest", Finding.number(newest));
    }

    private static RefusedException unreachable(RevisionUnreachableException unreachable, List<String> places) {
        boolean tooOld = unreachable.revision() >= 0 && unreachable.revision() < unreachable.oldest();
        String reason = tooOld ? "is no longer kept" : "does not exist";
        String allowed = unreachable.oldest() + " to " + unreachable.newest();
        String detail = "Revision " + unreachable.revision() + " " + reason + "; name one from " + allowed;
        return new RefusedException(
                tooOld ? ProblemName.REVISION_COMPACTED : ProblemName.REVISION_UNKNOWN,
                detail,
                places.stream().map(path -> Violation.of(path, detail, allowed)).toList(),
                reachable(unreachable.oldest(), unreachable.newest()));
    }

    private static <T> T translated(Supplier<T> read) {
        try {
            return read.get();
        } catch (RevisionUnreachableException unreachable) {
            throw unreachable;
        } catch (LedgerException failure) {
            throw Translation.of(failure);
        }
    }
}
