package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.ledger.Authorship;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Commit;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.IdempotencyConflictException;
import dev.belay.ledger.IdempotencyKey;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.serial.SerialSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SerialLedgerStoreTest {

    /** Held so that the level stays: these tests cause failures on purpose. */
    private static final Logger LEDGER_LOG = Logger.getLogger("dev.belay.ledger");

    @BeforeAll
    static void expectFailures() {
        LEDGER_LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void reportFailuresAgain() {
        LEDGER_LOG.setLevel(null);
    }

    private static final LedgerId FLAGS = StoreUnderTest.FLAGS;
    private static final LedgerId OTHER = LedgerId.flagSet("default", "staging");
    private static final Authorship ANA = StoreUnderTest.ANA;

    private final UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
    private SerialLedgerStore store = open(SerialSettings.DEFAULT);

    @AfterEach
    void close() {
        journal.writing(Consumer::accept);
        store.close();
    }

    private SerialLedgerStore open(SerialSettings settings) {
        SerialLedgerStore opened = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs(), settings);
        if (!opened.exists(FLAGS)) {
            opened.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
        }
        return opened;
    }

    private Commit put(String key) {
        return store.commit(proposal(key));
    }

    private static Proposal proposal(String key) {
        return Proposal.of(heads -> drafts(key));
    }

    private static List<Draft> drafts(String key) {
        DraftChange change = DraftChange.put(Subject.flag(key), FlagDocuments.flag(key, true));
        return List.of(Draft.of(FLAGS, ANA, "put", List.of(change)));
    }

    private long revision() {
        return store.head(FLAGS).position().revision();
    }

    private void reopen(SerialSettings settings) {
        store.close();
        store = open(settings);
    }

    @Test
    void showsNothingThatIsStoredButNotPublishedYet() {
        put("a");
        AtomicReference<Runnable> check = new AtomicReference<>(() -> {});
        journal.writing((write, batch) -> {
            write.accept(batch);
            check.get().run();
        });
        List<Object> seen = new CopyOnWriteArrayList<>();
        check.set(() -> seen.addAll(List.of(
                revision(),
                store.entry(FLAGS, 2),
                store.entries(FLAGS, 0, 10).size(),
                store.versions(FLAGS, Subject.flag("b")),
                store.revisionAt(FLAGS, Instant.MAX))));

        put("b");

        assertThat(seen).containsExactly(1L, Optional.empty(), 1, List.of(), 1L);
        assertThat(revision()).isEqualTo(2);
    }

    @Nested
    class WhenWritingFails {

        @Test
        void acknowledgesNobodyAndGoesOn() {
            journal.writing(UnreliableJournal.Writing.FAILING);

            assertThatThrownBy(() -> put("a"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("the disk is full");
            assertThat(revision()).isZero();

            journal.writing(Consumer::accept);
            assertThat(StoreUnderTest.entry(put("a")).revision()).isEqualTo(1);
            assertThat(store.health().healthy()).isTrue();
        }

        @Test
        void publishesAndAnnouncesWhatTookPlaceAllTheSame() {
            List<Commit> told = new CopyOnWriteArrayList<>();
            store.subscribe(told::add);
            put("a");
            journal.writing(UnreliableJournal.Writing.FAILING_AFTERWARDS);

            assertThatThrownBy(() -> put("b")).isInstanceOf(StoreUnavailableException.class);

            assertThat(revision()).isEqualTo(2);
            assertThat(told)
                    .extracting(commit -> StoreUnderTest.entry(commit).revision())
                    .containsExactly(1L, 2L);
            journal.writing(Consumer::accept);
            assertThat(StoreUnderTest.entry(put("c")).revision()).isEqualTo(3);
            assertThat(store.verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        }

        @Test
        void publishesLedgersThatWereCreatedAllTheSame() {
            List<Commit> told = new CopyOnWriteArrayList<>();
            store.subscribe(told::add);
            journal.writing(UnreliableJournal.Writing.FAILING_AFTERWARDS);

            assertThatThrownBy(() -> store.commit(Proposal.of(heads -> List.of(Draft.creating(OTHER)))))
                    .isInstanceOf(StoreUnavailableException.class);

            assertThat(store.exists(OTHER)).isTrue();
            assertThat(told).hasSize(1);
        }

        @Test
        void refusesChangesUntilTheStorageAnswersAgain() {
            put("a");
            journal.writing(UnreliableJournal.Writing.FAILING);
            journal.recovering(() -> {
                throw new StoreUnavailableException("the disk is gone");
            });

            assertThatThrownBy(() -> put("b"))
                    .hasMessageContaining("the disk is full")
                    .matches(failure -> !((StoreUnavailableException) failure).isNotMade());
            assertThatThrownBy(() -> put("b"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .matches(failure -> ((StoreUnavailableException) failure).isNotMade())
                    .hasMessageContaining("not made")
                    .hasMessageContaining("the disk is gone");
            assertThat(store.health()).isInstanceOf(StoreHealth.Unavailable.class);
            assertThat(revision()).isEqualTo(1);

            journal.writing(Consumer::accept);
            journal.recovering(() -> {});
            assertThat(StoreUnderTest.entry(put("b")).revision()).isEqualTo(2);
            assertThat(store.health().healthy()).isTrue();
        }

        @Test
        void recoversWithoutBeingAsked() throws InterruptedException {
            journal.writing(UnreliableJournal.Writing.FAILING);
            journal.recovering(() -> {
                throw new StoreUnavailableException("the disk is gone");
            });
            assertThatThrownBy(() -> put("a")).isInstanceOf(StoreUnavailableException.class);
            CountDownLatch tried = new CountDownLatch(1);

            journal.recovering(tried::countDown);

            assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void refusesToGoOnWhenWhatWasAcknowledgedIsGone() {
            put("a");
            put("b");
            journal.exchange(new InMemoryJournal());
            journal.writing(UnreliableJournal.Writing.FAILING);

            assertThatThrownBy(() -> put("c")).isInstanceOf(StoreUnavailableException.class);

            assertThat(store.health().sentence()).contains("Entry 2 of ledger default/production", "acknowledged");
            assertThatThrownBy(() -> put("c")).isInstanceOf(LedgerBrokenException.class);
        }

        @Test
        void refusesChangesAfterAReadHasComeUponABreak() {
            put("a");
            put("b");
            journal.damage(FLAGS, 1, entry -> {
                throw new LedgerBrokenException(new BrokenEntry(FLAGS, 1, "it is not what was recorded"));
            });

            assertThatThrownBy(() -> store.entries(FLAGS, 0, 10)).isInstanceOf(LedgerBrokenException.class);

            assertThat(store.health().sentence()).startsWith("Entry 1 of ledger default/production is broken");
            assertThatThrownBy(() -> put("c")).isInstanceOf(LedgerBrokenException.class);
            assertThat(store.entry(FLAGS, 2)).isPresent();
            assertThat(revision()).isEqualTo(2);
        }

        @Test
        void refusesTheChangeWhoseDecisionComesUponABreak() {
            put("a");
            journal.damage(FLAGS, 1, entry -> {
                throw new LedgerBrokenException(new BrokenEntry(FLAGS, 1, "it is not what was recorded"));
            });

            assertThatThrownBy(() -> store.commit(Proposal.of(heads -> {
                        store.entry(FLAGS, 1);
                        return List.of();
                    })))
                    .isInstanceOf(LedgerBrokenException.class);

            assertThat(store.health().healthy()).isFalse();
        }

        @Test
        void refusesToGoOnWhenItFindsADamagedEntry() {
            put("a");
            put("b");
            journal.damage(FLAGS, 1, entry -> store.entry(FLAGS, 2).orElseThrow());
            journal.writing(UnreliableJournal.Writing.FAILING);

            assertThatThrownBy(() -> put("c")).isInstanceOf(StoreUnavailableException.class);

            assertThatThrownBy(() -> put("c")).isInstanceOf(LedgerBrokenException.class);
            assertThat(revision()).isEqualTo(2);
        }
    }

    @Nested
    class WhileAWriteTakesPlace {

        private final Gate gate = new Gate();

        private Caller<Commit> occupyTheWriter(Gate by) {
            journal.writing(by);
            Caller<Commit> first = Caller.calls(() -> put("first"));
            by.awaitAWrite();
            journal.writing(Consumer::accept);
            return first;
        }

        @Test
        void gathersProposalsForOneWrite() throws Exception {
            Caller<Commit> first = occupyTheWriter(gate);
            List<Caller<Commit>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String key = "key-" + i;
                others.add(Caller.waits(() -> put(key)));
            }
            int before = journal.batches().size();

            gate.open();

            first.answer();
            for (Caller<Commit> other : others) {
                other.answer();
            }
            List<Batch> batches =
                    journal.batches().subList(before, journal.batches().size());
            assertThat(batches).extracting(batch -> batch.written().size()).containsExactly(1, 20);
            assertThat(revision()).isEqualTo(21);
        }

        @Test
        void showsNothingThatIsNotDurable() throws Exception {
            Caller<Commit> first = occupyTheWriter(gate);

            assertThat(revision()).isZero();
            assertThat(store.entries(FLAGS, 0, 10)).isEmpty();

            gate.open();
            first.answer();
            assertThat(revision()).isEqualTo(1);
        }

        @Test
        void refusesAProposalThatFindsNoRoom() throws Exception {
            reopen(SerialSettings.DEFAULT.withWaiting(1, Duration.ZERO));
            Caller<Commit> first = occupyTheWriter(gate);
            Caller<Commit> second = Caller.waits(() -> put("second"));

            assertThatThrownBy(() -> put("third"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("not made")
                    .hasMessageContaining("try again later");

            gate.open();
            first.answer();
            second.answer();
            assertThat(revision()).isEqualTo(2);
        }

        @Test
        void letsAProposalWaitForRoom() throws Exception {
            reopen(SerialSettings.DEFAULT.withWaiting(1, Duration.ofSeconds(30)));
            Caller<Commit> first = occupyTheWriter(gate);
            Caller<Commit> second = Caller.waits(() -> put("second"));
            Caller<Commit> third = Caller.waits(() -> put("third"));

            gate.open();

            first.answer();
            second.answer();
            assertThat(StoreUnderTest.entry(third.answer()).revision()).isEqualTo(3);
        }

        @Test
        void finishesWhatWaitsBeforeItCloses() throws Exception {
            Caller<Commit> first = occupyTheWriter(gate);
            Caller<Commit> second = Caller.waits(() -> put("second"));
            Caller<Boolean> closing = Caller.waits(() -> {
                store.close();
                return true;
            });

            assertThatThrownBy(() -> put("third")).hasMessageContaining("closed");
            gate.open();

            assertThat(StoreUnderTest.entry(first.answer()).revision()).isEqualTo(1);
            assertThat(StoreUnderTest.entry(second.answer()).revision()).isEqualTo(2);
            assertThat(closing.answer()).isTrue();
        }

        @Test
        void answersAnInterruptedProposerTruthfully() throws Exception {
            journal.writing(gate);
            Caller<Boolean> caller = Caller.waits(() -> {
                put("a");
                return Thread.interrupted();
            });
            gate.awaitAWrite();

            caller.interrupt();
            gate.open();

            assertThat(caller.answer()).isTrue();
            assertThat(revision()).isEqualTo(1);
        }

        @Test
        void recognisesARepetitionInTheSameRound() throws Exception {
            Caller<Commit> first = occupyTheWriter(gate);
            IdempotencyKey key = new IdempotencyKey("u1", "k", "body-a");
            Caller<Commit> original = Caller.waits(() -> store.commit(Proposal.once(key, heads -> drafts("b"))));
            Caller<Commit> repeated = Caller.waits(() -> store.commit(Proposal.once(key, heads -> drafts("b"))));
            Caller<Commit> conflicting = Caller.waits(
                    () -> store.commit(Proposal.once(new IdempotencyKey("u1", "k", "body-b"), heads -> drafts("c"))));

            gate.open();

            first.answer();
            assertThat(repeated.answer().committed())
                    .isEqualTo(original.answer().committed());
            assertThat(repeated.answer().replayed()).isTrue();
            assertThatThrownBy(conflicting::answer)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IdempotencyConflictException.class);
            assertThat(revision()).isEqualTo(2);
        }

        @Test
        void refusesNobodyOnGroundsThatDidNotBecomeDurable() throws Exception {
            Caller<Commit> first = occupyTheWriter(gate);
            Caller<Commit> second = Caller.waits(() -> put("second"));
            Caller<Commit> refused = Caller.waits(() -> store.commit(Proposal.of(heads -> {
                if (heads.head(FLAGS).subject(Subject.flag("second")) != null) {
                    throw new IllegalArgumentException("second exists");
                }
                return List.of();
            })));
            journal.writing(UnreliableJournal.Writing.FAILING);

            gate.open();

            first.answer();
            assertThatThrownBy(second::answer).hasCauseInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(refused::answer).hasCauseInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void answersRecentStatesFromMemoryAndOlderOnesFromTheJournal() {
        reopen(SerialSettings.DEFAULT.withRecentStates(4));
        List<LedgerState> states = new ArrayList<>(List.of(store.head(FLAGS)));
        for (int i = 0; i < 10; i++) {
            put("key-" + i);
            states.add(store.head(FLAGS));
        }

        for (int revision = 1; revision <= 10; revision++) {
            LedgerState state = store.at(FLAGS, revision);
            assertThat(state.checksum()).isEqualTo(states.get(revision).checksum());
            assertThat(state == states.get(revision)).isEqualTo(revision > 6);
        }
    }

    @Test
    void keepsFewerStatesInMemoryWhereTheyReplaceMuch() {
        long size = members(0).chunks().stream().mapToLong(MemberChunk::bytes).sum();
        reopen(SerialSettings.DEFAULT.withRecentBytes(2 * size + size / 2));
        List<LedgerState> states = new ArrayList<>(List.of(store.head(FLAGS)));
        for (int upload = 1; upload <= 6; upload++) {
            putMembers(members(upload));
            states.add(store.head(FLAGS));
        }
        put("small");
        states.add(store.head(FLAGS));

        for (int revision = 1; revision <= 7; revision++) {
            LedgerState state = store.at(FLAGS, revision);
            assertThat(state.checksum()).isEqualTo(states.get(revision).checksum());
            assertThat(state == states.get(revision))
                    .as("revision %d", revision)
                    .isEqualTo(revision >= 4);
        }
    }

    private static MemberSet members(int prefix) {
        return FlagDocuments.members(IntStream.range(0, 10_000).mapToObj(each -> prefix + "-" + each));
    }

    private void putMembers(MemberSet members) {
        DraftChange change = DraftChange.put(Subject.segment("all"), FlagDocuments.segment("all", members));
        store.commit(Proposal.of(heads -> List.of(Draft.of(FLAGS, ANA, "put-members", List.of(change)))));
    }

    @Test
    void passesAnErrorOfADecisionToItsProposerAndGoesOn() {
        assertThatThrownBy(() -> store.commit(Proposal.of(heads -> {
                    throw new StackOverflowError("this one belongs to the test");
                })))
                .isInstanceOf(StackOverflowError.class);

        assertThat(StoreUnderTest.entry(put("a")).revision()).isEqualTo(1);
    }

    @Test
    void writesNothingForADecisionThatDraftsNothing() {
        int before = journal.batches().size();

        Commit commit = store.commit(Proposal.of(heads -> List.of()));

        assertThat(commit.committed()).isEmpty();
        assertThat(journal.batches()).hasSize(before);
    }

    @Test
    void handsTheJournalEveryDocumentOfAnEntry() {
        put("a");

        Batch.Written written =
                journal.batches().get(journal.batches().size() - 1).written().get(0);
        assertThat(written.newDocuments()).containsExactly(FlagDocuments.flag("a", true));
        assertThat(written.entry()).isEqualTo(store.entry(FLAGS, 1).orElseThrow());
        assertThat(written.after()).isSameAs(store.head(FLAGS));
    }
}
