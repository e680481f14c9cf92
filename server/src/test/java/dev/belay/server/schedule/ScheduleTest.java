package dev.belay.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.ledger.LedgerException;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

    private static final Duration LOOK = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void doesWhatReturnsAgainAndAgainAlsoWhenItFails(Dialect dialect) {
        AtomicInteger runs = new AtomicInteger();
        try (Schedule schedule = schedule(Operations.empty(dialect, folder))) {
            schedule.every(Duration.ofMillis(50), "count", () -> {
                if (runs.incrementAndGet() == 2) {
                    throw new IllegalStateException("once");
                }
            });
            schedule.start();

            Awaited.until(() -> runs.get() >= 4);
            Awaited.until(() -> metrics.scrape().contains("outcome=\"failed\",task=\"count\""));
            Awaited.until(() -> metrics.scrape().contains("outcome=\"ok\",task=\"count\""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsNothingForwardThatNobodyDoesOrTheDatabaseRefuses(Dialect dialect) {
        OperationsDatabase database = Operations.empty(dialect, folder);
        try (Schedule schedule = schedule(database)) {
            schedule.every(Duration.ofHours(1), "count", () -> {});
            assertThat(schedule.bringForward("count", Instant.now())).isFalse();
            schedule.start();
            Awaited.until(() -> schedule.bringForward("count", Instant.now()));
            assertThat(schedule.bringForward("nothing", Instant.now())).isFalse();

            database.use(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("ALTER TABLE task RENAME TO gone");
                }
            });

            assertThatThrownBy(() -> schedule.bringForward("count", Instant.now()))
                    .isInstanceOf(LedgerException.class);
            assertThatThrownBy(() -> schedule.next("count")).isInstanceOf(LedgerException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesWhatHasADateOnceAndNotWhatWasTakenBack(Dialect dialect) {
        List<String> done = new CopyOnWriteArrayList<>();
        try (Schedule schedule = schedule(Operations.empty(dialect, folder))) {
            Dates dates = schedule.at("tell", done::add);
            schedule.start();
            Instant now = Instant.now();

            dates.set("later", now.plusSeconds(3600));
            dates.set("taken-back", now.plusSeconds(3600));
            dates.cancel("taken-back");
            dates.cancel("never-set");
            dates.set("moved", now.plusSeconds(3600));
            dates.set("moved", now);

            Awaited.until(() -> done.equals(List.of("moved")));
            Awaited.until(() -> !dates.isSet("moved"));
            assertThat(dates.isSet("later")).isTrue();
            assertThat(dates.isSet("taken-back")).isFalse();
        }
    }

    @Test
    void isDoneByOneNodeAtATime() {
        DataSource database = Postgres.newSchema();
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger();
        Runnable work = () -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            runs.incrementAndGet();
            working.decrementAndGet();
        };
        try (Schedule one = schedule(OperationsDatabase.open(database));
                Schedule other = schedule(OperationsDatabase.open(database))) {
            one.every(Duration.ofMillis(20), "alone", work);
            other.every(Duration.ofMillis(20), "alone", work);
            one.start();
            other.start();

            Awaited.until(() -> runs.get() >= 20);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void isTakenOverFromANodeThatDiesInTheMiddle() {
        Duration heartbeat = Duration.ofMillis(200);
        SeveredSource severed = new SeveredSource(Postgres.newSchema());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        OperationsDatabase shared = OperationsDatabase.open(severed.whole());
        try (Schedule dying = schedule(OperationsDatabase.open(severed), heartbeat);
                Schedule other = schedule(shared, heartbeat)) {
            Dates dates = dying.at("switch", id -> {
                begun.countDown();
                await(never);
            });
            other.at("switch", done::add);
            dying.start();
            dates.set("basket", Instant.now());
            await(begun);
            other.start();

            severed.cut();

            Awaited.until(() -> done.equals(List.of("basket")));
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives no work up that somebody is at. */
    private Schedule schedule(OperationsDatabase database) {
        return schedule(database, Schedule.Settings.DEFAULT.heartbeat());
    }

    private Schedule schedule(OperationsDatabase database, Duration heartbeat) {
        return new Schedule(database, metrics, new Schedule.Settings(LOOK, heartbeat));
    }
}
