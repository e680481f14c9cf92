package dev.belay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.json.entry.LedgerEntry;
import dev.belay.json.state.Subject;
import dev.belay.ledger.BrokenEntry;
import dev.belay.ledger.Committed;
import dev.belay.ledger.Draft;
import dev.belay.ledger.DraftChange;
import dev.belay.ledger.LedgerBrokenException;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.Proposal;
import dev.belay.ledger.StoreHealth;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.Batch;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.ledger.verify.BackgroundVerification;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailingStorageTest {

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
    private static final int WRITERS = 4;

    @Test
    void losesNoAcknowledgedCommitWhicheverWritesFail() {
        Property.of(40, 20).holds((random, size) -> {
            UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
            List<LedgerEntry> told = new CopyOnWriteArrayList<>();
            ConcurrentLinkedQueue<LedgerEntry> acknowledged = new ConcurrentLinkedQueue<>();
            try (LedgerStore store = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs())) {
                store.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
                store.subscribe(commit -> told.add(StoreUnderTest.entry(commit)));
                journal.writing(sometimesFailing(new SplittableRandom(random.nextLong())));

                writeFromManyThreads(store, random.nextLong(), size, acknowledged);

                List<LedgerEntry> kept = store.entries(FLAGS, 0, Integer.MAX_VALUE);
                assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
                assertThat(told).isEqualTo(kept);
                assertThat(store.verify(FLAGS, 1, checked -> {}).broken()).isEmpty();
                assertThat(store.head(FLAGS).checksum())
                        .isEqualTo(journal.at(FLAGS, kept.size()).checksum());
            }
        });
    }

    @Test
    void followsAgainWhatItCouldNotFollowBeforeACompaction() {
        InMemoryJournal shared = InMemoryJournal.shared();
        UnreliableJournal journal = new UnreliableJournal(shared.another());
        AtomicBoolean stumbling = new AtomicBoolean();
        journal.sharing(sharing -> new Stumbling(sharing, stumbling));
        try (LedgerStore other = SerialLedgerStore.open(shared, ManualClock.standing(), new Epochs());
                LedgerStore store = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs())) {
            other.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
            put(other, 1);
            Awaited.until(() -> store.exists(FLAGS) && revision(store) == 1);
            stumbling.set(true);
            put(other, 2);

            assertThatThrownBy(() -> store.compact(FLAGS, 1))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("not done");

            Awaited.until(() -> store.health().healthy());
            put(store, 3);
            assertThat(store.entries(FLAGS, 0, 9)).hasSize(3);
            assertThat(store.verify(FLAGS, 1, checked -> {}).intact()).isTrue();
        }
    }

    @Test
    void refusesChangesWhenACompactionComesUponDamage() {
        UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
        journal.compacting(compacting -> {
            throw new LedgerBrokenException(new BrokenEntry(FLAGS, 1, "it is missing"));
        });
        try (LedgerStore store = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs())) {
            store.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
            put(store, 1);

            assertThatThrownBy(() -> store.compact(FLAGS, 1)).isInstanceOf(LedgerBrokenException.class);

            assertThat(store.health()).isInstanceOf(StoreHealth.Broken.class);
        }
    }

    @Test
    void goesOnVerifyingWhenTheStorageIsBack() {
        UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger tried = new AtomicInteger();
        try (SerialLedgerStore store = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs())) {
            store.commit(Proposal.of(heads -> List.of(Draft.creating(FLAGS))));
            put(store, 1);
            put(store, 2);
            LedgerEntry other = store.entry(FLAGS, 1).orElseThrow();
            journal.damage(FLAGS, 2, entry -> {
                tried.incrementAndGet();
                if (away.get()) {
                    throw new StoreUnavailableException("the network is gone");
                }
                return other;
            });

            BackgroundVerification.start(store, store::isClosed);
            Awaited.until(() -> tried.get() > 0);
            assertThat(store.health().healthy()).isTrue();
            away.set(false);

            Awaited.until(() -> store.health() instanceof StoreHealth.Broken);
        }
    }

    private static void put(LedgerStore store, int value) {
        DraftChange change = DraftChange.put(Subject.flag("basket"), FlagDocuments.split("basket", value));
        Draft draft = Draft.of(FLAGS, StoreUnderTest.ANA, "put", List.of(change));
        store.commit(Proposal.of(heads -> List.of(draft)));
    }

    private static long revision(LedgerStore store) {
        return store.head(FLAGS).position().revision();
    }

    private static void writeFromManyThreads(
            LedgerStore store, long seed, int commits, ConcurrentLinkedQueue<LedgerEntry> acknowledged)
            throws InterruptedException {
        Threads.run(WRITERS, writer -> {
            ChangeGenerator changes = new ChangeGenerator(new SplittableRandom(seed + writer));
            for (int i = 0; i < commits; i++) {
                Proposal proposal = proposal(changes);
                try {
                    store.commit(proposal).in(FLAGS).flatMap(Committed::entry).ifPresent(acknowledged::add);
                } catch (StoreUnavailableException unknownOutcome) {
                    assertThat(unknownOutcome).hasMessageContaining("read the newest state");
                }
            }
        });
    }

    private static Proposal proposal(ChangeGenerator changes) {
        Draft draft = Draft.of(FLAGS, StoreUnderTest.ANA, "change", changes.changeSet());
        return Proposal.of(heads -> List.of(draft));
    }

    private static UnreliableJournal.Writing sometimesFailing(RandomGenerator random) {
        UnreliableJournal.Writing working = Consumer::accept;
        return (Consumer<Batch> store, Batch batch) -> {
            List<UnreliableJournal.Writing> ways = List.of(
                    working, working, UnreliableJournal.Writing.FAILING, UnreliableJournal.Writing.FAILING_AFTERWARDS);
            ways.get(random.nextInt(ways.size())).write(store, batch);
        };
    }
}
