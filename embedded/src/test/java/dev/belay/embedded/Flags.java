package dev.belay.embedded;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.testkit.FlagDocuments;
import java.util.List;
import java.util.stream.Stream;

/** Changes a flag set in a store, as whoever decides does. */
final class Flags {

    static final LedgerId PRODUCTION = LedgerId.flagSet("shop", "production");

    private static final Authorship ANA = Authorship.of(new Actor("user", "u1", "Ana"), "because");

    private Flags() {}

    static void create(LedgerStore store) {
        store.commit(Proposal.of(heads -> List.of(Draft.creating(PRODUCTION))));
    }

    /** Gives each of these flags the same state, as one entry. */
    static Commit put(LedgerStore store, boolean enabled, String... keys) {
        List<DraftChange> changes = Stream.of(keys)
                .map(key -> DraftChange.put(Subject.flag(key), document(key, enabled)))
                .toList();
        return store.commit(Proposal.of(heads -> List.of(Draft.of(PRODUCTION, ANA, "put", changes))));
    }

    static Document document(String key, boolean enabled) {
        return FlagDocuments.flag(key, enabled);
    }
}
