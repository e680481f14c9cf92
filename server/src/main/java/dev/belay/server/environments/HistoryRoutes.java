package dev.belay.server.environments;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.flags.FlagKind;
import dev.belay.server.flagset.EntryValues;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import dev.belay.server.segments.SegmentKind;
import dev.belay.server.subjects.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The entries of a flag set, ascending, page by page. */
public final class HistoryRoutes implements Feature {

    private static final SubjectKind FLAG = new FlagKind();
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    /** A page ends early after so many changes, because each one comes with its delta. */
    private static final int CHANGES_PER_PAGE = 10_000;

    private final FlagSetAccess access;
    private final LedgerStore store;
    private final EntryValues values;
    private final SubjectKind segments;

    /** The history of the flag sets that {@code access} finds. */
    public HistoryRoutes(FlagSetAccess access, LedgerStore store, SegmentKind segments) {
        this.segments = segments;
        this.access = access;
        this.store = store;
        this.values = new EntryValues(store);
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(FlagSet.PATH + "/history", this::history);
    }

    private Answer history(Request request) {
        request.allowQuery("after", "limit", "flag", "segment");
        FlagSet flagSet = access.read(request);
        long oldest = store.oldest(flagSet.ledger());
        long after = request.number("after", 0).orElse(oldest);
        int limit = request.number("limit", 1, MAX_LIMIT)
                .orElse((long) DEFAULT_LIMIT)
                .intValue();
        Optional<Subject> subject = request.query("flag")
                .map(FLAG::subject)
                .or(() -> request.query("segment").map(segments::subject));
        // One more than is shown tells whether there is a next page.
        List<LedgerEntry> found = subject.isPresent()
                ? entriesOf(flagSet, subject.get(), after, limit + 1)
                : store.entries(flagSet.ledger(), after, limit + 1);
        List<LedgerEntry> page = page(found, limit);
        Structure answer = new Structure()
                .with("entries", page.stream().map(values::describe).toList())
                .with("position", flagSet.head().position().toString())
                .with("oldest", oldest);
        if (page.size() < found.size()) {
            answer.with("next", page.getLast().revision());
        }
        return Answer.json(answer.value());
    }

    private List<LedgerEntry> entriesOf(FlagSet flagSet, Subject subject, long after, int limit) {
        return access.history().versions(flagSet.ledger(), subject).stream()
                .map(version -> version.position().revision())
                .filter(revision -> revision > after)
                .limit(limit)
                .map(revision -> store.entry(flagSet.ledger(), revision))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<LedgerEntry> page(List<LedgerEntry> found, int limit) {
        List<LedgerEntry> page = new ArrayList<>();
        long changes = 0;
        for (LedgerEntry entry : found) {
            changes += entry.changes().size();
            if (page.size() == limit || (changes > CHANGES_PER_PAGE && !page.isEmpty())) {
                break;
            }
            page.add(entry);
        }
        return page;
    }
}
