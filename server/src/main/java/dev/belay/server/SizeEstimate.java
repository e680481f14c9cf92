package dev.belay.server;

import dev.belay.json.entry.EntryFormat;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.archive.Retention;
import java.util.List;

/** About how many bytes entries and their documents have, from some of them. */
final class SizeEstimate {

    private static final int SAMPLES = 10;
    private static final int ENTRIES = 50;

    private final LedgerStore store;

    SizeEstimate(LedgerStore store) {
        this.store = store;
    }

    long bytes(Retention.Plan plan) {
        if (plan.entries() == 0) {
            return 0;
        }
        long looked = 0;
        long bytes = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            long after = plan.from() - 1 + plan.entries() * sample / SAMPLES;
            int atMost = (int) Math.min(ENTRIES, plan.to() - after);
            if (atMost > 0) {
                List<LedgerEntry> entries = store.entries(plan.ledger(), after, atMost);
                looked += entries.size();
                bytes += entries.stream().mapToLong(this::bytes).sum();
            }
        }
        return looked == 0 ? 0 : bytes * plan.entries() / looked;
    }

    private long bytes(LedgerEntry entry) {
        long documents = entry.changes().stream()
                .flatMap(change -> change.after().stream())
                .flatMap(hash -> store.documentAlone(hash).stream())
                .mapToLong(Document::length)
                .sum();
        return EntryFormat.write(entry).length + documents;
    }
}
