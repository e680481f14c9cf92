package dev.belay.testkit;

import dev.belay.json.entry.Actor;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import java.util.List;
import java.util.Optional;

/** The store that the parts of the contract are checked on, and the shortest ways to use it. */
interface StoreUnderTest {

    /** Exists from the start, without entries. */
    LedgerId FLAGS = LedgerId.flagSet("default", "production");

    /** Exists from the start, without entries. */
    LedgerId CATALOGUE = LedgerId.catalogue("default");

    LedgerId NOWHERE = LedgerId.flagSet("default", "nowhere");

    Authorship ANA = Authorship.of(new Actor("user", "u1", "Ana"), "because");

    LedgerStore store();

    ManualClock clock();

    /** Closes the store and opens it again. */
    LedgerStore reopen();

    /** Closes the store. */
    void shut();

    /** Changes the stored entry behind the open store's back. */
    void damage(LedgerId ledger, long revision);

    default Commit put(String key, Document document) {
        return change(FLAGS, DraftChange.put(Subject.flag(key), document));
    }

    default Commit remove(String key) {
        return change(FLAGS, DraftChange.remove(Subject.flag(key)));
    }

    default Commit change(LedgerId ledger, DraftChange... changes) {
        return store().commit(Proposal.of(heads -> List.of(Draft.of(ledger, ANA, "change", List.of(changes)))));
    }

    /** Appends so many entries that all change the flag {@code key}. */
    default void append(String key, int entries) {
        long before = head(key).map(SubjectState::version).orElse(0L);
        for (int i = 0; i < entries; i++) {
            put(key, FlagDocuments.split(key, (int) before + i));
        }
    }

    default Optional<SubjectState> head(String key) {
        return Optional.ofNullable(store().head(FLAGS).subject(Subject.flag(key)));
    }

    default List<LedgerEntry> entries() {
        return store().entries(FLAGS, 0, Integer.MAX_VALUE);
    }

    default long revision() {
        return store().head(FLAGS).position().revision();
    }

    static LedgerEntry entry(Commit commit) {
        return commit.in(FLAGS).flatMap(Committed::entry).orElseThrow();
    }
}
