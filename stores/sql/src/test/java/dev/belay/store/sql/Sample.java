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
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Fills stores with changes that are the same in every run. */
final class Sample {

    static final LedgerId PRODUCTION = LedgerId.flagSet("shop", "production");
    static final LedgerId STAGING = LedgerId.flagSet("shop", "staging");

    private static final Authorship ANA =
            Authorship.of(new Actor("token", "t-1", "Ana's laptop"), "because the basket is ready");
    private static final int FLAGS = 23;
    private static final int TOGETHER = 10;

    private final ManualClock clock = ManualClock.standing();
    private final Epochs epochs = new Epochs();

    /** A file whose production has this many entries, some of which remove flags, and whose staging has two. */
    static void write(Path file, int entries) {
        Sample sample = new Sample();
        try (LedgerStore store = sample.open(file)) {
            sample.fill(store, entries);
        }
    }

    /** The same in a store without ledgers. */
    void fill(LedgerStore store, int entries) {
        create(store, PRODUCTION);
        create(store, STAGING);
        put(store, STAGING, "early", 0);
        for (int number = 1; number <= entries; number += TOGETHER) {
            steps(store, number, Math.min(number + TOGETHER, entries + 1));
        }
        put(store, STAGING, "late", 1);
    }

    ManualClock clock() {
        return clock;
    }

    LedgerStore open(Path file) {
        return SqliteStore.open(file, clock, epochs);
    }

    LedgerStore open(DataSource database) {
        return PostgresStore.open(database, clock, epochs);
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
        return store.commit(Proposal.of(heads -> List.of(removing(ledger, flag))));
    }

    /** Many at once, because each commit waits for the disk. */
    private void steps(LedgerStore store, int first, int end) {
        clock.advance(Duration.ofMillis(7));
        List<Draft> drafts = IntStream.range(first, end).mapToObj(Sample::step).toList();
        store.commit(Proposal.of(heads -> drafts));
    }

    private static Draft step(int number) {
        String flag = "checkout.flag-" + number % FLAGS;
        return number % 31 == 0 ? removing(PRODUCTION, flag) : putting(PRODUCTION, flag, number);
    }

    private static Draft removing(LedgerId ledger, String flag) {
        return Draft.of(ledger, ANA, "archive", List.of(DraftChange.remove(Subject.flag(flag))));
    }

    private static Draft putting(LedgerId ledger, String flag, int value) {
        return Draft.of(ledger, ANA, "put", List.of(DraftChange.put(Subject.flag(flag), document(flag, value))));
    }

    private static Document document(String key, int value) {
        Value.StructureValue body = new Value.StructureValue(Map.of("key", Value.of(key), "value", Value.of(value)));
        return Document.of(body);
    }
}
