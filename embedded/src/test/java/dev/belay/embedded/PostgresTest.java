package dev.belay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Belay;
import dev.belay.client.Status;
import dev.belay.client.Toggle;
import dev.belay.core.Position;
import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.PostgresStore;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import dev.belay.testkit.Awaited;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two applications, and a node that decides, each with a store of its own on one database. */
class PostgresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Held so that the levels stay: these tests cause failures on purpose. */
    private static final List<Logger> LOGS = List.of(
            Logger.getLogger("dev.belay.ledger"),
            Logger.getLogger("dev.belay.store"),
            Logger.getLogger("dev.belay.client"));

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static PGSimpleDataSource database;

    private LedgerStore node;
    private Belay one;
    private Belay other;

    @BeforeAll
    static void startTheServerAndExpectFailures() {
        LOGS.forEach(log -> log.setLevel(Level.OFF));
        server = new PostgresServer(folder.resolve("data"));
        database = server.newDatabase();
        try (LedgerStore store = open()) {
            Flags.create(store);
        }
    }

    @AfterAll
    static void stopTheServerAndReportFailuresAgain() {
        server.close();
        LOGS.forEach(log -> log.setLevel(null));
    }

    @BeforeEach
    void openAll() {
        node = open();
        Flags.put(node, true, "basket");
        one = Embedded.open(PostgresTest::open, Flags.PRODUCTION);
        other = Embedded.open(PostgresTest::open, Flags.PRODUCTION);
        assertThat(one.awaitReady(PATIENCE)).isTrue();
        assertThat(other.awaitReady(PATIENCE)).isTrue();
    }

    @AfterEach
    void closeAll() {
        one.close();
        other.close();
        node.close();
    }

    @Test
    void bothSeeWhatTheNodeHasRecorded() {
        Toggle here = one.toggle("basket");
        Toggle there = other.toggle("basket");
        for (int i = 0; i < 50; i++) {
            boolean enabled = i % 2 == 1;

            Flags.put(node, enabled, "basket");

            Awaited.until(() -> here.isActive() == enabled && there.isActive() == enabled);
        }
        assertThat(one.status().position()).isEqualTo(other.status().position());
    }

    @Test
    void answerFromMemoryWhileTheServerIsAwayAndGoOnByThemselves() {
        server.stop();

        Awaited.until(() -> one.status().message().contains("cannot be reached")
                && other.status().message().contains("cannot be reached"));
        assertThat(one.status().state()).isEqualTo(Status.State.STALE);
        assertThat(one.toggle("basket").isActive()).isTrue();
        assertThat(other.toggle("basket").isActive()).isTrue();

        server.start();

        Awaited.until(() -> one.status().isReady() && other.status().isReady());
        Awaited.until(() -> node.health().healthy());
        Flags.put(node, false, "basket");
        Awaited.until(() ->
                !one.toggle("basket").isActive() && !other.toggle("basket").isActive());
    }

    @Test
    void anApplicationThatStartsWhileTheServerIsAwayIsNotHeldUp() {
        server.stop();
        try (Belay late = Embedded.open(PostgresTest::open, Flags.PRODUCTION)) {
            Awaited.until(() -> late.status().message().contains("cannot be reached"));
            assertThat(late.status().state()).isEqualTo(Status.State.NOT_READY);
            assertThat(late.toggle("basket").isActive()).isFalse();

            server.start();

            Awaited.until(() -> late.toggle("basket").isActive());
        }
    }

    @Test
    void followIntoANewEpoch() {
        String before = one.status().position().orElseThrow().epoch();

        Postgres.run(database, "UPDATE journal SET origin = 'the server that was backed up'");

        // Whoever opens it next finds that out.
        try (LedgerStore third = open()) {
            Awaited.until(() -> !third.head(Flags.PRODUCTION).position().epoch().equals(before));
            Optional<Position> position =
                    Optional.of(third.head(Flags.PRODUCTION).position());
            Awaited.until(() -> one.status().position().equals(position)
                    && other.status().position().equals(position));
        }
        assertThat(one.toggle("basket").isActive()).isTrue();
    }

    private static LedgerStore open() {
        return PostgresStore.open(
                database, Clock.systemUTC(), () -> UUID.randomUUID().toString());
    }
}
