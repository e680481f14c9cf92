package dev.belay.benchmarks;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.testkit.FlagDocuments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends entries that each change the split of one of a thousand flags, as if one had been made every half minute until
 * now. Many share a commit, which is what makes a million of them quick.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class LongHistory {

    static final int FLAGS = 1_000;

    private static final int TOGETHER = 1_000;
    private static final int WEIGHTS = 100_000;
    private static final Duration BETWEEN = Duration.ofSeconds(30);
    private static final Authorship AUTHORSHIP =
            Authorship.of(new Actor("token", "history-benchmark", "History benchmark"), "to be measured");

    private final LedgerId ledger;
    private Instant now;
    private int next;

    LongHistory(LedgerId ledger, int entries) {
        this.ledger = ledger;
        this.now = Instant.now().minus(BETWEEN.multipliedBy(entries));
    }

    /** What the store has to be opened with. */
    InstantSource clock() {
        return () -> now;
    }

    static String key(int number) {
        return "bench.flag-" + number % FLAGS;
    }

    void append(LedgerStore store, int entries) {
        for (int left = entries; left > 0; left -= TOGETHER) {
            List<Draft> drafts = new ArrayList<>();
            for (int each = 0; each < Math.min(left, TOGETHER); each++) {
                drafts.add(draft());
            }
            now = now.plus(BETWEEN.multipliedBy(drafts.size()));
            store.commit(Proposal.of(_ -> drafts));
        }
    }

    /** A single durable one. */
    void appendOne(LedgerStore store) {
        Draft draft = draft();
        store.commit(Proposal.of(_ -> List.of(draft)));
    }

    private Draft draft() {
        int number = next++;
        String key = key(number);
        int weight = 1 + (int) (number * 7L / FLAGS % (WEIGHTS - 1));
        return Draft.of(
                ledger,
                AUTHORSHIP,
                "put",
                List.of(DraftChange.put(Subject.flag(key), FlagDocuments.split(key, weight))));
    }
}
