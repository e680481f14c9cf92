package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.Change;
import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.diff.StateDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds for any history. Every generated case has a ledger of its own. */
interface PropertyContract extends StoreUnderTest {

    /** How many histories are tried; stores with slow writes may try fewer. */
    int histories();

    @Test
    default void restoresAnyEarlierRevisionOfAnyHistory() {
        Property.of(histories(), 30).holds((random, size) -> {
            LedgerId ledger = newLedger();
            grow(ledger, random, size);
            LedgerState target = store().at(
                            ledger,
                            random.nextLong(store().head(ledger).position().revision() + 1));

            restore(ledger, target);

            LedgerState restored = store().head(ledger);
            assertThat(StateDifference.between(target, restored)).isEmpty();
            assertThat(restored.live().size()).isEqualTo(target.live().size());
            requireSoundHistory(ledger);
        });
    }

    @Test
    default void losesNoAcknowledgedCommitInAnyInterleavingOfWriters() {
        Property.of(histories(), 12).holds((random, size) -> {
            LedgerId ledger = newLedger();
            ConcurrentLinkedQueue<LedgerEntry> acknowledged = new ConcurrentLinkedQueue<>();
            long seed = random.nextLong();

            Threads.run(4, writer -> {
                ChangeGenerator changes = new ChangeGenerator(new SplittableRandom(seed + writer));
                for (int i = 0; i < size; i++) {
                    append(ledger, changes.changeSet()).ifPresent(acknowledged::add);
                }
            });

            assertThat(store().entries(ledger, 0, Integer.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(acknowledged);
            requireSoundHistory(ledger);
        });
    }

    private LedgerId newLedger() {
        LedgerId ledger =
                LedgerId.flagSet("property", "case-" + store().ledgers().size());
        store().commit(Proposal.of(heads -> List.of(Draft.creating(ledger))));
        return ledger;
    }

    private void grow(LedgerId ledger, RandomGenerator random, int steps) {
        ChangeGenerator changes = new ChangeGenerator(random);
        for (int i = 0; i < steps; i++) {
            clock().advance(Duration.ofMillis(random.nextInt(-20, 100)));
            append(ledger, changes.changeSet());
        }
    }

    private Optional<LedgerEntry> append(LedgerId ledger, List<DraftChange> changes) {
        Commit commit = store().commit(Proposal.of(heads -> List.of(Draft.of(ledger, ANA, "change", changes))));
        return commit.in(ledger).flatMap(Committed::entry);
    }

    private void restore(LedgerId ledger, LedgerState target) {
        store().commit(Proposal.of(heads -> {
            List<DraftChange> changes = heads.head(ledger).restoring(target, subject -> true).stream()
                    .map(state -> new DraftChange(state.subject(), state.document()))
                    .toList();
            return List.of(Draft.of(ledger, ANA, "rollback", changes));
        }));
    }

    private void requireSoundHistory(LedgerId ledger) {
        LedgerState head = store().head(ledger);
        assertThat(store().verify(ledger, 1, checked -> {}).broken()).isEmpty();
        List<LedgerEntry> entries = store().entries(ledger, 0, Integer.MAX_VALUE);
        assertThat(entries).hasSize((int) head.position().revision());
        requireFreshVersions(entries);
        List<SubjectState> all = new ArrayList<>(head.live());
        all.addAll(head.tombstones());
        assertThat(LedgerState.of(head.position(), head.at(), all).checksum()).isEqualTo(head.checksum());
    }

    private static void requireFreshVersions(List<LedgerEntry> entries) {
        Set<SubjectAndVersion> used = new HashSet<>();
        for (LedgerEntry entry : entries) {
            for (Change change : entry.changes()) {
                assertThat(used.add(new SubjectAndVersion(change.subject(), change.version())))
                        .isTrue();
            }
        }
    }

    /** What must never come twice. */
    record SubjectAndVersion(Subject subject, long version) {}
}
