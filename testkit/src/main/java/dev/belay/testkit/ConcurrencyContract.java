package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What holds when many threads write and read at once. */
interface ConcurrencyContract extends StoreUnderTest {

    int WRITERS = 8;

    @Test
    default void letsOneOfManyWinWhoCompareBeforeTheyWrite() throws InterruptedException {
        append("basket", 1);
        AtomicInteger won = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();

        for (int round = 0; round < 10; round++) {
            long base = head("basket").orElseThrow().version();
            Threads.run(WRITERS, writer -> {
                try {
                    putBasedOn(base, FlagDocuments.split("basket", (int) base * 100 + writer));
                    won.incrementAndGet();
                } catch (IllegalArgumentException stale) {
                    lost.incrementAndGet();
                }
            });
        }

        assertThat(won).hasValue(10);
        assertThat(lost).hasValue(10 * (WRITERS - 1));
        assertThat(head("basket").orElseThrow().version()).isEqualTo(11);
    }

    @Test
    default void runsEveryDecisionOnWhatItsPredecessorLeft() throws InterruptedException {
        Threads.run(WRITERS, writer -> {
            for (int i = 0; i < 10; i++) {
                increment();
            }
        });

        assertThat(store().head(FLAGS).live()).hasSize(WRITERS * 10);
        assertThat(revision()).isEqualTo(WRITERS * 10L);
    }

    @Test
    default void takesEffectOnceHoweverManyRepeatAtTheSameTime() throws InterruptedException {
        IdempotencyKey key = new IdempotencyKey("u1", "k", "b");
        ConcurrentLinkedQueue<Commit> commits = new ConcurrentLinkedQueue<>();
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true));

        Threads.run(
                WRITERS,
                writer -> commits.add(store().commit(
                                Proposal.once(key, heads -> List.of(Draft.of(FLAGS, ANA, "put", List.of(change)))))));

        assertThat(commits).hasSize(WRITERS);
        assertThat(commits).filteredOn(commit -> !commit.replayed()).hasSize(1);
        assertThat(commits)
                .extracting(StoreUnderTest::entry)
                .containsOnly(entries().get(0));
        assertThat(entries()).hasSize(1);
    }

    @Test
    default void showsReadersWholeChangeSetsOnly() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger torn = new AtomicInteger();
        AtomicInteger backwards = new AtomicInteger();

        Threads.run(3, worker -> {
            if (worker == 0) {
                writePairs(50);
                done.set(true);
            } else {
                readPairs(done, torn, backwards);
            }
        });

        assertThat(torn).hasValue(0);
        assertThat(backwards).hasValue(0);
    }

    @Test
    default void tellsListenersOfConcurrentCommitsInOrder() throws InterruptedException {
        List<Long> told = new CopyOnWriteArrayList<>();
        store().subscribe(commit -> told.add(StoreUnderTest.entry(commit).revision()));

        Threads.run(WRITERS, writer -> append("key-" + writer, 10));

        assertThat(told).hasSize(WRITERS * 10).isSorted();
    }

    @Test
    default void losesNothingThatWasAcknowledgedWhileItWasClosed() throws InterruptedException {
        ConcurrentLinkedQueue<LedgerEntry> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger count = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();

        Threads.run(WRITERS, writer -> {
            try {
                for (int i = 0; ; i++) {
                    acknowledged.add(StoreUnderTest.entry(put("key-" + writer, FlagDocuments.split("key", i))));
                    // Exactly one of them counts to 20, however many have added theirs meanwhile.
                    if (count.incrementAndGet() == 20) {
                        shut();
                    }
                }
            } catch (StoreUnavailableException closed) {
                refused.incrementAndGet();
            }
        });

        assertThat(refused).hasValue(WRITERS);
        reopen();
        assertThat(entries()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private void putBasedOn(long base, Document document) {
        store().commit(Proposal.of(heads -> {
            SubjectState known = heads.head(FLAGS).subject(Subject.flag("basket"));
            if (known == null || known.version() != base) {
                throw new IllegalArgumentException("stale");
            }
            return List.of(Draft.of(FLAGS, ANA, "put", List.of(DraftChange.put(known.subject(), document))));
        }));
    }

    private void increment() {
        store().commit(Proposal.of(heads -> {
            String key = "key-" + heads.head(FLAGS).live().size();
            DraftChange change = DraftChange.put(Subject.flag(key), FlagDocuments.flag(key, true));
            return List.of(Draft.of(FLAGS, ANA, "put", List.of(change)));
        }));
    }

    private void writePairs(int pairs) {
        for (int i = 0; i < pairs; i++) {
            Document same = FlagDocuments.split("pair", i);
            Commit commit = change(
                    FLAGS, DraftChange.put(Subject.flag("left"), same), DraftChange.put(Subject.flag("right"), same));
            assertThat(commit.in(FLAGS).flatMap(Committed::entry)).isPresent();
        }
    }

    private void readPairs(AtomicBoolean done, AtomicInteger torn, AtomicInteger backwards) {
        long newest = 0;
        while (!done.get()) {
            LedgerState head = store().head(FLAGS);
            SubjectState left = head.subject(Subject.flag("left"));
            SubjectState right = head.subject(Subject.flag("right"));
            boolean whole =
                    left == null ? right == null : right != null && left.hash().equals(right.hash());
            torn.addAndGet(whole ? 0 : 1);
            backwards.addAndGet(head.position().revision() < newest ? 1 : 0);
            newest = head.position().revision();
        }
    }
}
