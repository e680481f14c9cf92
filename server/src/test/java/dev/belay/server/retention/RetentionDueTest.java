package dev.belay.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.archive.ArchiveFolder;
import dev.belay.ledger.archive.Hold;
import dev.belay.ledger.archive.Retention;
import dev.belay.ledger.archive.RetentionPolicy;
import dev.belay.ledger.memory.InMemoryLedgerStore;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.FlagDocuments;
import dev.belay.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When entries go that only their age keeps. */
class RetentionDueTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "test");
    private static final RetentionPolicy LAST_THOUSAND = RetentionPolicy.EVERYTHING.withEntries(1_000);

    @TempDir
    Path folder;

    private final ManualClock clock = ManualClock.standing();
    private final LedgerStore store = InMemoryLedgerStore.open(clock, new Epochs());

    @BeforeEach
    void writeHistory() {
        store.commit(Proposal.of(_ -> List.of(Draft.creating(FLAGS))));
        put(1_500);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void entriesThatAPolicyKeepsForSomeDaysGoAtThatAge() {
        Instant written = clock.instant();
        RetentionPolicy days = RetentionPolicy.EVERYTHING.withDays(3);

        assertThat(next(days)).contains(written.plus(Duration.ofDays(3)));
        clock.advance(Duration.ofDays(3));
        put(1_200);
        assertThat(due(days).plan().to()).isEqualTo(1_500);
        assertThat(next(days)).contains(clock.instant().plus(Duration.ofDays(3)));
    }

    @Test
    void theLastThousandWaitForNoInstant() {
        clock.advance(Duration.ofDays(2));

        assertThat(due(LAST_THOUSAND).plan().to()).isEqualTo(500);
        assertThat(next(LAST_THOUSAND)).isEmpty();
    }

    private Optional<Instant> next(RetentionPolicy policy) {
        return due(policy).next(store, policy);
    }

    private RetentionDue due(RetentionPolicy policy) {
        Retention retention = new Retention(store, new ArchiveFolder(folder));
        return RetentionDue.of(retention, Hold.NONE, FLAGS, policy, clock.instant());
    }

    private void put(int entries) {
        Authorship ada = Authorship.of(new Actor("token", "t-1", "ada"));
        store.commit(Proposal.of(_ -> IntStream.range(0, entries)
                .mapToObj(each -> Draft.of(
                        FLAGS,
                        ada,
                        "put",
                        List.of(DraftChange.put(Subject.flag("a"), FlagDocuments.split("a", 1 + each % 90)))))
                .toList()));
    }
}
