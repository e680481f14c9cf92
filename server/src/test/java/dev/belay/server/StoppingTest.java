package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ledger.ForwardingLedgerStore;
import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.StoreHealth;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.FeatureServer;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that is stopped finishes what it can, and keeps nobody waiting for a database that is away. */
class StoppingTest {

    @TempDir
    Path folder;

    @Test
    void endsCleanlyWithTheDatabaseAndSoonWithoutIt() {
        try (PostgresServer server = new PostgresServer(folder.resolve("data"))) {
            PGSimpleDataSource database = server.emptyDatabase();
            RunningApplication first = RunningApplication.on(open(database));
            first.put("flags/banner", flag("banner"));
            assertThat(stop(first.application(), Stopping.WITHOUT_STORAGE).getCount())
                    .isZero();

            RunningApplication second = RunningApplication.on(open(database));
            assertThat(second.get("flags/banner").status()).isEqualTo(200);
            server.suspend();
            CountDownLatch closed;
            try {
                Awaited.until(() -> !second.application().isStorageWorking());
                closed = stop(second.application(), Duration.ofMillis(500));
                assertThat(closed.getCount()).as("closing hangs").isEqualTo(1);
            } finally {
                server.resume();
            }
            awaitUninterruptibly(closed);
        }
    }

    @Test
    void waitsForWhatIsUnderWayAsLongAsTheStorageWorks() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(3);
        AtomicBoolean closed = new AtomicBoolean();
        Stopping stopping = new Stopping(
                () -> {
                    awaitUninterruptibly(underWay);
                    closed.set(true);
                },
                () -> {
                    asked.countDown();
                    return true;
                },
                Duration.ZERO,
                System::nanoTime);
        Thread stop = Thread.ofPlatform().start(stopping);

        asked.await();
        assertThat(closed).isFalse();
        underWay.countDown();
        stop.join();

        assertThat(closed).isTrue();
    }

    @Test
    void givesUpWhatHangsOnceTheStorageHasBeenAwayAtAStretch() {
        CountDownLatch never = new CountDownLatch(1);
        Iterator<Boolean> works = List.of(false, true, false, false).iterator();
        AtomicLong clock = new AtomicLong();

        new Stopping(
                        () -> awaitUninterruptibly(never),
                        () -> {
                            clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
                            return works.next();
                        },
                        Duration.ofSeconds(10),
                        clock::get)
                .run();

        assertThat(works).isExhausted();
        never.countDown();
    }

    @Test
    void takesTheStorageOfABrokenLedgerForOneThatWorks() {
        LedgerStore broken = new ForwardingLedgerStore(FeatureServer.store()) {
            @Override
            public StoreHealth health() {
                return new StoreHealth.Broken("An entry does not hold.", Optional.empty());
            }
        };
        try (RunningApplication server = RunningApplication.on(broken)) {
            assertThat(server.application().isStorageWorking()).isTrue();
        }
    }

    /** Counted down when all is closed. */
    private static CountDownLatch stop(Application application, Duration patience) {
        CountDownLatch closed = new CountDownLatch(1);
        Runnable close = () -> {
            application.close();
            closed.countDown();
        };
        new Stopping(close, application::isStorageWorking, patience, System::nanoTime).run();
        return closed;
    }

    private static Storage open(PGSimpleDataSource database) {
        return PostgresStorage.open(
                PostgresAddress.of(Postgres.url(database), Map.of()), InstantSource.system(), new Epochs());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException nobodyInterrupts) {
            throw new IllegalStateException(nobodyInterrupts);
        }
    }
}
