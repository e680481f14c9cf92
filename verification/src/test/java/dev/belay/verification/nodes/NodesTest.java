package dev.belay.verification.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import dev.belay.testkit.Awaited;
import dev.belay.verification.sdk.Watched;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two servers on one PostgreSQL database, which fails, and an application that follows one of them. */
class NodesTest {

    private static final String FLAG = "shop.banner";

    /** Long enough for what waits for a network that swallows everything, and far from forever. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Held so that the levels stay: these tests cause failures on purpose. */
    private static final Logger STORE = Logger.getLogger("dev.belay");

    @TempDir
    static Path folder;

    private static PostgresServer postgres;

    private PGSimpleDataSource database;
    private RunningServer one;
    private RunningServer other;
    private String key;

    @BeforeAll
    static void startTheDatabase() {
        STORE.setLevel(Level.OFF);
        postgres = new PostgresServer(folder.resolve("data"));
    }

    @AfterAll
    static void stopTheDatabase() {
        postgres.close();
        STORE.setLevel(null);
    }

    @BeforeEach
    void start() throws IOException {
        database = postgres.emptyDatabase();
        one = RunningServer.onPostgres(Postgres.url(database));
        other = RunningServer.onPostgres(Postgres.url(database));
        one.create(FLAG, "on");
        key = one.newKey("server");
        Awaited.until(() -> other.ask("/api/v1/projects/default/environments/production/flags/" + FLAG)
                        .statusCode()
                == 200);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        postgres.start();
    }

    @Test
    void deliverWhatOneHasAcceptedToTheApplicationsOfTheOther() {
        try (Watched shop = followingTheOther()) {
            Position after = one.command(FLAG, "disable");

            shop.await(after);
            assertThat(shop.isActive(FLAG)).isFalse();
        }
    }

    @Test
    void goOnFromMemoryWhileTheDatabaseIsAwayAndWriteAgainWhenItIsBack() {
        try (Watched shop = followingTheOther()) {
            postgres.stop();

            Awaited.until(() ->
                    ready(one).contains("cannot be reached") && ready(other).contains("cannot be reached"));
            HttpResponse<String> refused = one.disable(FLAG);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("store-unavailable", "\"made\":false");
            assertThat(one.ask("/health/live").statusCode()).isEqualTo(200);
            assertThat(shop.isActive(FLAG)).isTrue();
            try (Watched newcomer = followingTheOther()) {
                assertThat(newcomer.isActive(FLAG)).isTrue();
            }

            postgres.start();
            Awaited.until(() -> ready(one).contains("\"ready\"") && ready(other).contains("\"ready\""));
            shop.await(one.command(FLAG, "disable"));
            assertThat(shop.isActive(FLAG)).isFalse();
        }
    }

    @Test
    void beginANewEpochThatApplicationsFollowWhenAnOlderCopyIsRestored() {
        postgres.stop();
        postgres.backUpTo(folder.resolve("copy"));
        postgres.start();
        Awaited.until(() -> ready(one).contains("\"ready\"") && ready(other).contains("\"ready\""));
        try (Watched shop = followingTheOther()) {
            Position lost = one.command(FLAG, "disable");
            shop.await(lost);

            postgres.stop();
            postgres.restoreFrom(folder.resolve("copy"));
            postgres.start();

            shop.await(() -> shop.belay
                    .status()
                    .position()
                    .filter(position -> !position.epoch().equals(lost.epoch()))
                    .isPresent());
            shop.await(() -> shop.isActive(FLAG));
            // The other node may have seen the restored database first, and this one may not even have missed it.
            Awaited.until(() -> !one.head().epoch().equals(lost.epoch()));
            Awaited.until(() -> ready(one).contains("\"ready\""));
            shop.await(one.command(FLAG, "disable"));
            assertThat(shop.isActive(FLAG)).isFalse();
        }
    }

    @Test
    void refuseWritesInBoundedTimeWhenTheDatabaseHangs() throws IOException {
        try (SilentProxy proxy = new SilentProxy(database.getPortNumbers()[0])) {
            PGSimpleDataSource through = Postgres.on(proxy.port(), database.getDatabaseName());
            try (RunningServer node = RunningServer.onPostgres(Postgres.url(through))) {
                proxy.silence(true);

                long start = System.nanoTime();
                HttpResponse<String> refused = node.disable(FLAG);

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("store-unavailable");
                assertThat(node.ask("/health/live").statusCode()).isEqualTo(200);

                proxy.silence(false);
                Awaited.until(() -> node.disable(FLAG).statusCode() == 200);
            }
        }
    }

    private Watched followingTheOther() {
        Awaited.until(() -> other.ask("/api/v1/projects/default/environments/production/keys")
                .body()
                .contains("\"kind\""));
        return Watched.ready(other, key);
    }

    private static String ready(RunningServer node) {
        return node.ask("/health/ready").body();
    }
}
