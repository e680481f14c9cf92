package dev.belay.control;

import dev.belay.json.state.LedgerState;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Decision;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.Heads;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a decision on the newest states as a store would, and writes nothing. Each ledger is read once, so that commits
 * in between do not show.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class DryRun implements Heads {

    private final LedgerStore store;
    private final Instant now;
    private final Map<LedgerId, LedgerState> heads = new HashMap<>();

    private DryRun(LedgerStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /** What one ledger is and would be. */
    static Outcome of(LedgerStore store, InstantSource clock, LedgerId ledger, Decision decision) {
        DryRun run = new DryRun(store, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        LedgerState before = run.head(ledger);
        LedgerState after = before;
        for (Draft draft : decision.decide(run)) {
            if (draft instanceof Draft.Append append && append.ledger().equals(ledger)) {
                after = run.apply(after, append);
            }
        }
        return new Outcome(before, after);
    }

    @Override
    public LedgerState head(LedgerId ledger) {
        return heads.computeIfAbsent(ledger, store::head);
    }

    @Override
    public boolean exists(LedgerId ledger) {
        return store.exists(ledger);
    }

    @Override
    public Instant now() {
        return now;
    }

    private LedgerState apply(LedgerState state, Draft.Append append) {
        List<SubjectState> changes = new ArrayList<>();
        for (DraftChange change : append.changes()) {
            SubjectState before = state.subject(change.subject());
            boolean same = before == null
                    ? change.after().isEmpty()
                    : before.document().equals(change.after());
            if (!same) {
                long version = before == null ? 1 : before.version() + 1;
                changes.add(new SubjectState(change.subject(), version, change.after()));
            }
        }
        Instant at = now.isBefore(state.at()) ? state.at() : now;
        return changes.isEmpty() ? state : state.apart().apply(state.position().next(), at, changes);
    }

    /** The states before and after; the same if nothing would change. */
    record Outcome(LedgerState before, LedgerState after) {}
}
