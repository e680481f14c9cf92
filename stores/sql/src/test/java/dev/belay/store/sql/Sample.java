package dev.belay.store.sql;

import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Document;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Fills stores with changes that are the same in every run. */
final class Sample {

    static final LedgerId PRODUCTION = LedgerId.flagSet("shop", "production");
    static final LedgerId STAGING = LedgerId.flagSet("shop", "staging");

    private static final Authorship ANA =
            Authorship.of(new Actor("token", "t-1", "Ana's laptop"), "because the basket is ready");
    private static final int FLAGS = 23;

    private final ManualClock clock = ManualClock.standing();
    private final Epochs epochs = new Epochs();

    /** A file whose production has this many entries, some of which remove flags, and whose staging has two. */
    static void write(Path file, int entries) {
        Sample sample = new Sample();
        try (LedgerStore store = sample.open(file)) {
            sample.create(store, PRODUCTION);
            sample.create(store, STAGING);
            sample.put(store, STAGING, "early", 0);
            for (int number = 1; number <= entries; number++) {
                sample.step(store, number);
            }
            sample.put(store, STAGING, "late", 1);
        }
    }

    LedgerStore open(Path file) {
        return SqliteStore.open(file, clock, epochs);
    }

    void create(LedgerStore store, LedgerId ledger) {
        store.commit(Proposal.of(heads -> List.of(Draft.creating(ledger))));
    }

    Commit put(LedgerStore store, LedgerId ledger, String flag, int value) {
        clock.advance(Duration.ofMillis(7));
        return store.commit(Proposal.of(heads -> List.of(putting(ledger, flag, value))));
    }

    Commit putOnce(LedgerStore store, String key, String flag, int value) {
        return store.commit(Proposal.once(
                new IdempotencyKey("ana", key, "body-" + value), heads -> List.of(putting(PRODUCTION, flag, value))));
    }

    Commit remove(LedgerStore store, LedgerId ledger, String flag) {
        DraftChange change = DraftChange.remove(Subject.flag(flag));
        return store.commit(Proposal.of(heads -> List.of(Draft.of(ledger, ANA, "archive", List.of(change)))));
    }

    private void step(LedgerStore store, int number) {
        String flag = "checkout.flag-" + number % FLAGS;
        if (number % 31 == 0 && store.head(PRODUCTION).subject(Subject.flag(flag)) != null) {
            remove(store, PRODUCTION, flag);
        } else {
            put(store, PRODUCTION, flag, number);
        }
    }

    private static Draft putting(LedgerId ledger, String flag, int value) {
        return Draft.of(ledger, ANA, "put", List.of(DraftChange.put(Subject.flag(flag), document(flag, value))));
    }

    private static Document document(String key, int value) {
        Value.StructureValue body = new Value.StructureValue(Map.of("key", Value.of(key), "value", Value.of(value)));
        return Document.of(body);
    }
}
