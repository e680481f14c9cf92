package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.RevisionUnreachableException;
import dev.belay.ledger.diff.StateDifference;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What two stores that share their ledgers have to keep, besides what {@link LedgerStoreContract} asks of each. A
 * store's test extends this class and says how to open one more store; each test method gets an object of its own, and
 * with it must get storage of its own.
 *
 * <p><b>Thread-safety:</b> confined to the thread of one test.
 */
public abstract class SharedLedgerContract {

    private static final LedgerId FLAGS = StoreUnderTest.FLAGS;
    private static final LedgerId CATALOGUE = StoreUnderTest.CATALOGUE;
    private static final int WRITERS = 4;

    private final ManualClock clock = ManualClock.standing();
    private final Epochs epochs = new Epochs();
    private LedgerStore here;
    private LedgerStore there;

    /** For subclasses. */
    protected SharedLedgerContract() {}

    /** Opens one more store on this object's storage, which is empty the first time. */
    protected abstract LedgerStore open(InstantSource clock, Supplier<String> epochs);

    /** How many changes each of four writers makes at either store. */
    protected int changesPerWriter() {
        return 50;
    }

    @BeforeEach
    final void openTwoStores() {
        here = open(clock, epochs);
        here.commit(Proposal.of(heads -> List.of(Draft.creating(CATALOGUE), Draft.creating(FLAGS))));
        there = open(clock, epochs);
    }

    @AfterEach
    final void closeBoth() {
        here.close();
        there.close();
    }

    @Test
    final void showsEachWhatTheOtherHasWritten() {
        List<LedgerEntry> told = listen(there);

        put(here, "basket", 1);
        put(here, "basket", 2);
        put(there, "search", 1);

        LedgerState head = here.head(FLAGS);
        Awaited.until(() -> here.head(FLAGS).position().revision() == 3);
        assertThat(told).isEqualTo(there.entries(FLAGS, 0, 10));
        assertThat(StateDifference.between(here.head(FLAGS), there.head(FLAGS))).isEmpty();
        assertThat(here.head(FLAGS).checksum()).isEqualTo(there.head(FLAGS).checksum());
        assertThat(here.at(FLAGS, 2).checksum()).isEqualTo(there.at(FLAGS, 2).checksum());
        assertThat(head.position().epoch())
                .isEqualTo(there.head(FLAGS).position().epoch());
    }

    /** Whether the stores can compact. */
    protected boolean compacts() {
        return true;
    }

    @Test
    final void goesOnBesideOneThatCompacts() throws InterruptedException {
        if (!compacts()) {
            assertThatThrownBy(() -> here.compact(FLAGS, 0)).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        for (int version = 1; version <= 30; version++) {
            put(here, "basket", version);
        }
        Awaited.until(() -> there.head(FLAGS).position().revision() == 30);

        Threads.run(2, number -> {
            for (int step = 1; step <= 10; step++) {
                if (number == 0) {
                    here.compact(FLAGS, 2L * step);
                } else {
                    put(there, "search", step);
                }
            }
        });

        Awaited.until(() -> there.oldest(FLAGS) == 20);
        Awaited.until(() -> here.head(FLAGS).position().revision() == 40);
        assertThatThrownBy(() -> there.at(FLAGS, 19))
                .isInstanceOf(RevisionUnreachableException.class)
                .hasMessage("Revision 19 is no longer kept; name one from 20 to 40");
        assertThatThrownBy(() -> there.entries(FLAGS, 0, 10)).isInstanceOf(RevisionUnreachableException.class);
        assertThat(there.at(FLAGS, 20).checksum()).isEqualTo(here.at(FLAGS, 20).checksum());
        assertThat(there.entries(FLAGS, 20, 100))
                .isEqualTo(here.entries(FLAGS, 20, 100))
                .hasSize(20);
        assertThat(there.verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        assertThat(there.health().healthy()).isTrue();
    }

    @Test
    final void leapsOverWhatWasCompactedBeforeItHeardOfIt() {
        if (!compacts()) {
            return;
        }
        CompletableFuture<Void> busy = new CompletableFuture<Void>().orTimeout(30, TimeUnit.SECONDS);
        CompletableFuture<Void> goOn = new CompletableFuture<Void>().orTimeout(60, TimeUnit.SECONDS);
        List<Committed> told = new CopyOnWriteArrayList<>();
        there.subscribe(commit -> {
            told.addAll(commit.committed());
            busy.complete(null);
            goOn.join();
        });

        put(here, "basket", 1);
        busy.join();
        for (int version = 2; version <= 30; version++) {
            put(here, "basket", version);
        }
        here.compact(FLAGS, 20);
        goOn.complete(null);

        Awaited.until(() -> there.head(FLAGS).position().revision() == 30);
        Awaited.until(() -> told.size() == 12);
        assertThat(told)
                .extracting(committed -> committed.after().position().revision())
                .containsExactly(1L, 20L, 21L, 22L, 23L, 24L, 25L, 26L, 27L, 28L, 29L, 30L);
        assertThat(told.get(1).before().position().revision()).isEqualTo(1);
        assertThat(there.oldest(FLAGS)).isEqualTo(20);
        assertThat(there.head(FLAGS).checksum()).isEqualTo(here.head(FLAGS).checksum());
        assertThat(there.health().healthy()).isTrue();
    }

    @Test
    final void tellsOfOthersCommitsWithoutBeingAskedForAnything() {
        List<LedgerEntry> told = listen(there);

        put(here, "basket", 1);

        Awaited.until(() -> told.size() == 1);
        assertThat(there.head(FLAGS).position()).isEqualTo(told.get(0).position());
    }

    @Test
    final void decidesOnWhatTheOtherHasAcknowledged() {
        for (int version = 1; version <= 20; version++) {
            LedgerStore store = version % 2 == 0 ? here : there;
            long base = version - 1L;

            Commit commit = store.commit(Proposal.of(heads -> List.of(basedOn(base, heads.head(FLAGS)))));

            assertThat(StoreUnderTest.entry(commit).revision()).isEqualTo(version);
        }
    }

    @Test
    final void refusesOnWhatTheOtherHasAcknowledged() {
        put(here, "basket", 1);

        assertThatThrownBy(() -> there.commit(Proposal.of(heads -> List.of(basedOn(0, heads.head(FLAGS))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stale: 1");
    }

    @Test
    final void letsOneOfManyWinWhoCompareBeforeTheyWrite() throws InterruptedException {
        AtomicInteger won = new AtomicInteger();
        for (int round = 0; round < 10; round++) {
            long base = round;
            Threads.run(WRITERS, writer -> {
                try {
                    store(writer).commit(Proposal.of(heads -> List.of(basedOn(base, heads.head(FLAGS)))));
                    won.incrementAndGet();
                } catch (IllegalArgumentException stale) {
                    assertThat(stale).hasMessage("stale: " + (base + 1));
                }
            });
        }

        assertThat(won).hasValue(10);
        assertThat(entries(here)).hasSize(10).isEqualTo(entries(there));
    }

    @Test
    final void answersAKeyThatWasUsedAtTheOther() {
        IdempotencyKey key = new IdempotencyKey("u1", "k", "body");
        Commit first = here.commit(Proposal.once(key, heads -> List.of(draft("basket", 1))));

        Commit repeated = there.commit(Proposal.once(key, heads -> List.of(draft("basket", 1))));

        assertThat(repeated.replayed()).isTrue();
        assertThat(StoreUnderTest.entry(repeated)).isEqualTo(StoreUnderTest.entry(first));
        IdempotencyKey other = new IdempotencyKey("u1", "k", "another body");
        assertThatThrownBy(() -> there.commit(Proposal.once(other, heads -> List.of(draft("basket", 2)))))
                .isInstanceOf(IdempotencyConflictException.class);
    }

    @Test
    final void takesEffectOnceHoweverManyRepeatAtBoth() throws InterruptedException {
        IdempotencyKey key = new IdempotencyKey("u1", "k", "body");
        ConcurrentLinkedQueue<Commit> commits = new ConcurrentLinkedQueue<>();

        Threads.run(
                WRITERS * 2,
                writer -> commits.add(store(writer)
                        .commit(Proposal.once(key, heads -> List.of(draft("basket", writer))))));

        assertThat(commits).filteredOn(commit -> !commit.replayed()).hasSize(1);
        assertThat(commits)
                .extracting(StoreUnderTest::entry)
                .containsOnly(entries(here).get(0));
        assertThat(entries(there)).hasSize(1);
    }

    @Test
    final void knowsLedgersThatTheOtherHasCreated() {
        LedgerId staging = LedgerId.flagSet("default", "staging");
        here.commit(Proposal.of(heads -> List.of(Draft.creating(staging))));

        there.commit(Proposal.of(heads -> List.of(Draft.of(
                staging,
                StoreUnderTest.ANA,
                "put",
                List.of(DraftChange.put(Subject.flag("basket"), FlagDocuments.flag("basket", true)))))));

        assertThat(there.ledgers()).containsExactly(CATALOGUE, FLAGS, staging);
        Awaited.until(() -> here.head(staging).position().revision() == 1);
        assertThat(here.head(staging).checksum()).isEqualTo(there.head(staging).checksum());
    }

    @Test
    final void showsACatalogueBeforeWhatRefersToIt() {
        ConcurrentLinkedQueue<Long> missing = new ConcurrentLinkedQueue<>();
        there.subscribe(commit -> commit.in(FLAGS).ifPresent(flags -> {
            long revision = flags.after().position().revision();
            if (there.head(CATALOGUE).position().revision() < revision) {
                missing.add(revision);
            }
        }));

        for (int i = 0; i < 20; i++) {
            Draft inBoth = draft("basket", i);
            Draft.Append flags = (Draft.Append) inBoth;
            Draft catalogue = Draft.of(CATALOGUE, StoreUnderTest.ANA, "put", flags.changes());
            here.commit(Proposal.of(heads -> List.of(catalogue, inBoth)));
        }

        Awaited.until(() -> there.head(FLAGS).position().revision() == 20);
        assertThat(missing).isEmpty();
    }

    @Test
    final void losesNothingAndTellsBothEverythingOnceInOrder() throws InterruptedException {
        List<LedgerEntry> toldHere = listen(here);
        List<LedgerEntry> toldThere = listen(there);
        ConcurrentLinkedQueue<LedgerEntry> acknowledged = new ConcurrentLinkedQueue<>();

        Threads.run(WRITERS * 2, writer -> {
            for (int i = 0; i < changesPerWriter(); i++) {
                Commit commit = put(store(writer), "key-" + writer, i);
                acknowledged.add(StoreUnderTest.entry(commit));
            }
        });

        int changes = WRITERS * 2 * changesPerWriter();
        Awaited.until(() -> toldHere.size() >= changes && toldThere.size() >= changes);
        List<LedgerEntry> kept = entries(here);
        assertThat(kept).hasSize(changes).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(toldHere).isEqualTo(kept);
        assertThat(toldThere).isEqualTo(kept);
        assertThat(here.head(FLAGS).checksum()).isEqualTo(there.head(FLAGS).checksum());
        assertThat(here.verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        assertThat(there.health().healthy() && here.health().healthy()).isTrue();
    }

    @Test
    final void goesOnWhenTheOtherHasClosed() {
        put(here, "basket", 1);
        here.close();

        put(there, "basket", 2);
        here = open(clock, epochs);
        put(here, "basket", 3);

        assertThat(entries(here)).hasSize(3);
        Awaited.until(() -> there.head(FLAGS).position().revision() == 3);
    }

    private LedgerStore store(int writer) {
        return writer % 2 == 0 ? here : there;
    }

    private static List<LedgerEntry> listen(LedgerStore store) {
        List<LedgerEntry> told = new CopyOnWriteArrayList<>();
        store.subscribe(commit -> commit.in(FLAGS).flatMap(Committed::entry).ifPresent(told::add));
        return told;
    }

    private static List<LedgerEntry> entries(LedgerStore store) {
        return store.entries(FLAGS, 0, Integer.MAX_VALUE);
    }

    private static Commit put(LedgerStore store, String key, int number) {
        return store.commit(Proposal.of(heads -> List.of(draft(key, number))));
    }

    private static Draft draft(String key, int number) {
        DraftChange change = DraftChange.put(Subject.flag(key), FlagDocuments.split(key, number));
        return Draft.of(FLAGS, StoreUnderTest.ANA, "put", List.of(change));
    }

    private static Draft basedOn(long base, LedgerState head) {
        SubjectState known = head.subject(Subject.flag("basket"));
        long version = known == null ? 0 : known.version();
        if (version != base) {
            throw new IllegalArgumentException("stale: " + version);
        }
        return draft("basket", (int) base);
    }
}
