package dev.belay.ledger.archive;

import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A store with two ledgers of eight entries each, of which the first four are in an archive. */
final class TwoArchives implements AutoCloseable {

    static final LedgerId SHOP = LedgerId.flagSet("shop", "production");
    static final LedgerId DEPOT = LedgerId.flagSet("depot", "production");

    final LedgerStore store = InMemoryLedgerStore.open(() -> Instant.parse("2026-01-02T03:04:05Z"), () -> "epoch-1");
    final ArchiveFolder archives;

    TwoArchives(Path folder) throws IOException {
        archives = new ArchiveFolder(folder);
        for (LedgerId ledger : List.of(SHOP, DEPOT)) {
            store.commit(Proposal.of(heads -> List.of(Draft.creating(ledger))));
            for (int value = 1; value <= 8; value++) {
                put(ledger, value);
            }
            archive(ledger, 4);
        }
    }

    void archive(LedgerId ledger, long revision) throws IOException {
        Retention retention = new Retention(store, archives);
        retention.carryOut(retention.plan(ledger, revision), Retention.Progress.NONE);
    }

    private void put(LedgerId ledger, int value) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because the basket is ready");
        DraftChange change = DraftChange.put(Subject.flag("basket"), document(ledger, value));
        store.commit(Proposal.of(heads -> List.of(Draft.of(ledger, ana, "change", List.of(change)))));
    }

    static Document document(LedgerId ledger, int value) {
        return Document.of(Value.of(
                Map.of("key", Value.of("basket"), "in", Value.of(ledger.text()), "value", Value.of((double) value))));
    }

    /** The only archive of a ledger. */
    ArchiveFiles files(LedgerId ledger) throws IOException {
        ArchiveManifest manifest = archives.of(ledger).get(0).manifest();
        return new ArchiveFiles(archives.folderOf(ledger), manifest);
    }

    @Override
    public void close() {
        store.close();
    }
}
