package dev.belay.store.sql;

import dev.belay.ledger.LedgerStore;
import dev.belay.store.sql.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A store on a PostgreSQL server that a test may stop, start and take back to an earlier state. */
abstract class OnAFailingServer {

    /** Held so that the levels stay: these tests cause failures on purpose. */
    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("dev.belay.ledger"), Logger.getLogger("dev.belay.store"));

    @TempDir
    static Path folder;

    static PostgresServer server;

    final Sample sample = new Sample();
    PGSimpleDataSource database;
    LedgerStore store;

    @BeforeAll
    static void startTheServerAndExpectFailures() {
        LOGS.forEach(log -> log.setLevel(Level.OFF));
        server = new PostgresServer(folder.resolve("data"));
    }

    @AfterAll
    static void stopTheServerAndReportFailuresAgain() {
        server.close();
        LOGS.forEach(log -> log.setLevel(null));
    }

    @BeforeEach
    final void start() {
        database = server.newDatabase();
        store = sample.open(database);
        sample.create(store, Sample.PRODUCTION);
        put(store, 1);
    }

    @AfterEach
    final void stop() {
        store.close();
        server.start();
    }

    final void put(LedgerStore node, int value) {
        sample.put(node, Sample.PRODUCTION, "basket", value);
    }
}
