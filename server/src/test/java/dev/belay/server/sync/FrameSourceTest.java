package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.testkit.FlagDocuments;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSourceTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");

    @Test
    void hasNoFramesOfWhatWasCompactedSoThatStreamsGetASnapshot() {
        try (LedgerStore store = InMemoryLedgerStore.open(InstantSource.system(), () -> "epoch")) {
            store.commit(Proposal.of(_ -> List.of(Draft.creating(FLAGS))));
            for (int weight = 1; weight <= 5; weight++) {
                append(store, weight);
            }
            FrameSource source = new FrameSource(FLAGS, store);
            assertThat(source.between(2, 5)).hasSize(3);

            store.compact(FLAGS, 3);

            assertThat(source.between(2, 5)).isEmpty();
            assertThat(source.between(3, 5)).hasSize(2);
        }
    }

    private static void append(LedgerStore store, int weight) {
        Authorship ana = Authorship.of(new Actor("token", "t-1", "Ana"), "because");
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.split("basket", weight));
        store.commit(Proposal.of(_ -> List.of(Draft.of(FLAGS, ana, "put", List.of(change)))));
    }
}
