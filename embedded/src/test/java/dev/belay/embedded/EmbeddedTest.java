package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.client.Belay;
import dev.belay.client.FlagChange;
import dev.belay.client.Settings;
import dev.belay.client.Status;
import dev.belay.client.Toggle;
import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.ledger.LedgerId;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreUnavailableException;
import dev.belay.ledger.memory.InMemoryJournal;
import dev.belay.ledger.serial.SerialLedgerStore;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import dev.belay.testkit.ManualClock;
import dev.belay.testkit.UnreliableJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final EvaluationContext ANYBODY = EvaluationContext.empty();

    private final UnreliableJournal journal = new UnreliableJournal(new InMemoryJournal());
    private final LedgerStore store = SerialLedgerStore.open(journal, ManualClock.standing(), new Epochs());

    @TempDir
    Path folder;

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    @Test
    void answersAtOnceAndSeesEveryChangeOfTheStore() {
        Flags.create(store);
        Flags.put(store, true, "basket");
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            Toggle basket = belay.toggle("basket");
            assertThat(belay.awaitReady(PATIENCE)).isTrue();
            assertThat(basket.isActive()).isTrue();

            Flags.put(store, false, "basket");

            Awaited.until(() -> !basket.isActive());
            assertThat(basket.version()).isEqualTo(2);
            assertThat(belay.status().isReady()).isTrue();
            assertThat(belay.status().position())
                    .contains(store.head(Flags.PRODUCTION).position());
        }
    }

    @Test
    void changesTheFlagsOfAnEntryTogether() {
        Flags.create(store);
        Flags.put(store, true, "one", "other");
        ConcurrentLinkedQueue<List<Boolean>> torn = new ConcurrentLinkedQueue<>();
        AtomicBoolean done = new AtomicBoolean();
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            assertThat(belay.awaitReady(PATIENCE)).isTrue();
            Thread reader = new Thread(() -> {
                while (!done.get()) {
                    var all = belay.evaluateAll(ANYBODY);
                    if (!all.get("one").value().equals(all.get("other").value())) {
                        torn.add(List.of());
                    }
                }
            });
            reader.start();
            for (int i = 0; i < 200; i++) {
                Flags.put(store, i % 2 == 0, "one", "other");
            }
            Awaited.until(() -> belay.toggle("one").version() == 200);
            done.set(true);

            assertThat(torn).isEmpty();
        }
    }

    @Test
    void tellsListenersWhichFlagHasChanged() {
        Flags.create(store);
        Flags.put(store, true, "basket", "search");
        List<FlagChange> heard = new CopyOnWriteArrayList<>();
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            assertThat(belay.awaitReady(PATIENCE)).isTrue();
            belay.onChange("basket", heard::add);

            Flags.put(store, false, "search");
            Flags.put(store, false, "basket");

            Awaited.until(() -> !heard.isEmpty());
            assertThat(heard).extracting(FlagChange::flag).containsOnly("basket");
        }
    }

    @Test
    void holdsUpNobodyWhoWritesWhileAListenerIsBusy() throws InterruptedException {
        Flags.create(store);
        Flags.put(store, true, "basket");
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            assertThat(belay.awaitReady(PATIENCE)).isTrue();
            belay.onChange("basket", change -> {
                busy.countDown();
                awaitQuietly(release);
            });
            Flags.put(store, false, "basket");
            busy.await();

            Flags.put(store, true, "basket");

            Awaited.until(() -> belay.toggle("basket").version() == 3);
            release.countDown();
        }
    }

    @Test
    void waitsForAFlagSetThatIsCreatedLater() {
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            Awaited.until(() -> belay.status().message().contains("no ledger shop/production"));
            assertThat(belay.status().state()).isEqualTo(Status.State.NOT_READY);
            assertThat(belay.evaluate("basket", ANYBODY, true).errorCode()).contains(ErrorCode.PROVIDER_NOT_READY);

            Flags.create(store);
            Flags.put(store, true, "basket");

            assertThat(belay.awaitReady(PATIENCE)).isTrue();
            Awaited.until(() -> belay.toggle("basket").isActive());
        }
    }

    @Test
    void refusesALedgerWithoutFlags() {
        assertThatThrownBy(() -> Embedded.open(store, LedgerId.catalogue("shop")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The ledger shop has no flags");
    }

    @Test
    void cannotBeAskedToCheckAccessTokens() {
        try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
            assertThatThrownBy(() -> belay.manage("a-token"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("do not come from a server");
        }
    }

    @Test
    void leavesAStoreThatWasLentOpenAndClosesItsOwn() {
        Flags.create(store);
        LedgerStore own = SerialLedgerStore.open(new InMemoryJournal(), ManualClock.standing(), new Epochs());
        Embedded.open(store, Flags.PRODUCTION).close();
        Belay belay = Embedded.open(() -> own, Flags.PRODUCTION);
        Awaited.until(() -> belay.status().message().contains("no ledger"));

        belay.close();

        Flags.put(store, true, "basket");
        assertThatThrownBy(() -> Flags.create(own))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Nested
    class WhileTheStorageIsAway {

        @Test
        void answersFromMemoryAndSaysWhyAndGoesOnByItself() {
            Flags.create(store);
            Flags.put(store, true, "basket");
            try (Belay belay = Embedded.open(store, Flags.PRODUCTION)) {
                assertThat(belay.awaitReady(PATIENCE)).isTrue();

                fail();

                Awaited.until(() -> belay.status().message().contains("the disk is gone"));
                assertThat(belay.status().state()).isEqualTo(Status.State.STALE);
                assertThat(belay.status().age()).isPresent();
                assertThat(belay.toggle("basket").isActive()).isTrue();

                repair();

                Awaited.until(() -> belay.status().isReady());
                Flags.put(store, false, "basket");
                Awaited.until(() -> !belay.toggle("basket").isActive());
            }
        }

        @Test
        void startsWithDefaultsAndOpensTheStoreAsSoonAsThatIsPossible() {
            Flags.create(store);
            Flags.put(store, true, "basket");
            AtomicBoolean away = new AtomicBoolean(true);
            try (Belay belay = Embedded.open(() -> unless(away), Flags.PRODUCTION)) {
                Awaited.until(() -> belay.status().message().contains("cannot be reached"));
                assertThat(belay.status().state()).isEqualTo(Status.State.NOT_READY);
                assertThat(belay.booleanValue("basket", ANYBODY, false)).isFalse();

                away.set(false);

                Awaited.until(() -> belay.toggle("basket").isActive());
                assertThat(belay.status().isReady()).isTrue();
            }
        }

        @Test
        void startsFromTheCacheOnDisk() {
            Flags.create(store);
            Flags.put(store, true, "basket");
            Settings settings = Settings.DEFAULT.withCacheDirectory(folder);
            try (Belay belay = Belay.of(settings, Embedded.source(store, Flags.PRODUCTION))) {
                assertThat(belay.awaitReady(PATIENCE)).isTrue();
            }

            AtomicBoolean away = new AtomicBoolean(true);
            try (Belay belay = Belay.of(settings, Embedded.source(() -> unless(away), Flags.PRODUCTION))) {
                assertThat(belay.awaitReady(PATIENCE)).isTrue();

                assertThat(belay.toggle("basket").isActive()).isTrue();
                assertThat(belay.status().state()).isEqualTo(Status.State.STALE);
            }
        }

        @Test
        void isStaleWhileTheStorageHangs() {
            CountDownLatch again = new CountDownLatch(1);
            AtomicBoolean hanging = new AtomicBoolean();
            UnreliableJournal shared = new UnreliableJournal(InMemoryJournal.shared());
            shared.sharing(sharing -> new Hanging(sharing, () -> {
                if (hanging.get()) {
                    awaitQuietly(again);
                }
            }));
            try (LedgerStore others = SerialLedgerStore.open(shared, ManualClock.standing(), new Epochs());
                    Belay belay = Embedded.open(others, Flags.PRODUCTION)) {
                Flags.create(others);
                Flags.put(others, true, "basket");
                Awaited.until(() -> belay.toggle("basket").isActive());
                hanging.set(true);

                Awaited.until(() -> belay.status().state() == Status.State.STALE);
                assertThat(belay.status().message()).contains("look whether it hangs");
                assertThat(others.age()).isGreaterThan(Duration.ofSeconds(2));
                assertThat(belay.toggle("basket").isActive()).isTrue();

                hanging.set(false);
                again.countDown();
                Awaited.until(() -> belay.status().isReady());
            }
        }

        private LedgerStore unless(AtomicBoolean away) {
            if (away.get()) {
                throw new StoreUnavailableException("The database cannot be reached; start it");
            }
            return store;
        }

        private void fail() {
            journal.recovering(() -> {
                throw new StoreUnavailableException("the disk is gone");
            });
            journal.writing(UnreliableJournal.Writing.FAILING);
            assertThatThrownBy(() -> Flags.put(store, false, "basket")).isInstanceOf(StoreUnavailableException.class);
        }

        private void repair() {
            journal.writing(java.util.function.Consumer::accept);
            journal.recovering(() -> {});
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
