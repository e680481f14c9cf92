package dev.belay.server;

import static dev.belay.server.testing.Documents.flag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.storage.Storage;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import dev.belay.testkit.Awaited;
import dev.belay.testkit.Epochs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that is stopped finishes what it can, and keeps nobody waiting for a database that is away. */
class StoppingTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    @Test
    void endsCleanlyWithTheDatabaseAndSoonWithoutIt() {
        try (PostgresServer server = new PostgresServer(folder.resolve("data"))) {
            PGSimpleDataSource database = server.emptyDatabase();
            RunningApplication first = RunningApplication.on(open(database));
            first.put("flags/banner", flag("banner"));
            stop(first.application());
            RunningApplication second = RunningApplication.on(open(database));
            assertThat(second.get("flags/banner").status()).isEqualTo(200);

            server.crash();
            Awaited.until(() -> !second.application().isStorageWorking());
            long begun = System.nanoTime();
            stop(second.application());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.plusSeconds(5));
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
                Duration.ZERO);
        Thread stop = Thread.ofPlatform().start(stopping);

        asked.await();
        assertThat(closed).isFalse();
        underWay.countDown();
        stop.join();

        assertThat(closed).isTrue();
    }

    @Test
    void givesUpWhatHangsWithoutTheStorage() {
        CountDownLatch never = new CountDownLatch(1);

        new Stopping(() -> awaitUninterruptibly(never), () -> false, Duration.ZERO).run();

        assertThat(never.getCount()).isEqualTo(1);
        never.countDown();
    }

    private static void stop(Application application) {
        new Stopping(application::close, application::isStorageWorking, PATIENCE).run();
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
