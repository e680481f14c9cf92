package dev.belay.ledger.serial;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.replay.Replay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is durable after a write has failed. A write that reported failure may have taken place all the same;
 * then its entries are published and announced late, because they are part of history.
 *
 * <p><b>Thread-safety:</b> confined to the writer's thread.
 */
final class Recovery {

    private static final int PAGE = 500;

    private final Journal journal;
    private final Reads reads;
    private final Listeners listeners;

    Recovery(Journal journal, Reads reads, Listeners listeners) {
        this.journal = journal;
        this.reads = reads;
        this.listeners = listeners;
    }

    /** Where every ledger stands; throws if the journal fails, or has lost what was acknowledged. */
    Tips run(Tips acknowledged) {
        TreeMap<LedgerId, Recovered> found = new TreeMap<>(journal.recover());
        // A ledger may be readable but not acknowledged, when an earlier recovery found it and then failed.
        reads.ledgers().stream()
                .filter(acknowledged::contains)
                .forEach(ledger -> requireKept(ledger, acknowledged.get(ledger), found.get(ledger)));
        Map<LedgerId, Recovered> tips = new HashMap<>();
        found.forEach((ledger, tip) -> tips.put(ledger, new Recovered(catchUp(ledger, tip), tip.headHash())));
        return Tips.durable(tips);
    }

    private void requireKept(LedgerId ledger, Recovered acknowledged, @Nullable Recovered found) {
        long revision = acknowledged.head().position().revision();
        boolean kept = found != null && found.head().position().revision() >= revision;
        boolean same = kept && (revision == 0 || hash(ledger, revision).equals(Optional.of(acknowledged.headHash())));
        if (!same) {
            throw new LedgerBrokenException(
                    new BrokenEntry(ledger, revision, "it was acknowledged and is not what the storage holds now"));
        }
    }

    private Optional<String> hash(LedgerId ledger, long revision) {
        return journal.entry(ledger, revision).map(LedgerEntry::hash);
    }

    private LedgerState catchUp(LedgerId ledger, Recovered tip) {
        LedgerState state = reads.exists(ledger) ? reads.head(ledger) : create(ledger, tip);
        while (true) {
            List<LedgerEntry> page = journal.entries(ledger, state.position().revision(), PAGE);
            if (page.isEmpty()) {
                return state;
            }
            for (LedgerEntry entry : page) {
                LedgerState next = Replay.next(state, entry, journal::document);
                announce(new Committed(ledger, Optional.of(entry), state, next));
                state = next;
            }
        }
    }

    private LedgerState create(LedgerId ledger, Recovered tip) {
        LedgerState empty = LedgerState.empty(tip.head().position().epoch());
        announce(new Committed(ledger, Optional.empty(), empty, empty));
        return empty;
    }

    private void announce(Committed committed) {
        reads.publish(committed.ledger(), committed.after());
        listeners.tell(new Commit(List.of(committed), false));
    }
}
