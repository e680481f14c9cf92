package dev.belay.store.redis;

import dev.belay.json.entry.Actor;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.testkit.FlagDocuments;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Opens stores as applications do, and changes what they hold. */
final class Sample {

    static final LedgerId PRODUCTION = LedgerId.flagSet("shop", "production");

    private static final Authorship ANA = Authorship.of(new Actor("token", "t-1", "Ana's laptop"), "because");

    private Sample() {}

    static LedgerStore open(RedisSettings settings) {
        return RedisStore.open(
                settings, Clock.systemUTC(), () -> UUID.randomUUID().toString());
    }

    static void create(LedgerStore store) {
        store.commit(Proposal.of(heads -> List.of(Draft.creating(PRODUCTION))));
    }

    static LedgerEntry put(LedgerStore store, String flag, int weight) {
        return store.commit(Proposal.of(heads -> List.of(putting(flag, weight))))
                .in(PRODUCTION)
                .flatMap(Committed::entry)
                .orElseThrow();
    }

    static Commit putOnce(LedgerStore store, String key, String flag, int weight) {
        return store.commit(Proposal.once(
                new IdempotencyKey("ana", key, "body-" + weight), heads -> List.of(putting(flag, weight))));
    }

    private static Draft putting(String flag, int weight) {
        return Draft.of(
                PRODUCTION,
                ANA,
                "put",
                List.of(DraftChange.put(Subject.flag(flag), FlagDocuments.split(flag, weight))));
    }

    static long revision(LedgerStore store) {
        return store.head(PRODUCTION).position().revision();
    }

    static String epoch(LedgerStore store) {
        return store.head(PRODUCTION).position().epoch();
    }
}
