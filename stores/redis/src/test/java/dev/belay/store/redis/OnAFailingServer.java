package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store on a Redis server that a test may stop, start and take back to an earlier state. */
abstract class OnAFailingServer {

    /** Held so that the levels stay: these tests cause failures on purpose. */
    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("dev.belay.ledger"), Logger.getLogger("dev.belay.store"));

    @TempDir
    Path folder;

    RedisProcess server;
    RedisSettings settings;
    LedgerStore store;

    @BeforeEach
    final void start() {
        LOGS.forEach(log -> log.setLevel(Level.OFF));
        server = RedisProcess.bundled(folder.resolve("data"));
        settings = server.settings().withPatience(Duration.ofSeconds(30));
        store = Sample.open(settings);
        Sample.create(store);
        put(1);
    }

    @AfterEach
    final void stop() {
        store.close();
        server.close();
        LOGS.forEach(log -> log.setLevel(null));
    }

    /** Opens the store again with little patience, before the server hangs. */
    final void expectAHang() {
        store.close();
        settings = settings.withPatience(Duration.ofSeconds(2));
        store = Sample.open(settings);
    }

    final void put(int value) {
        Sample.put(store, "basket", value);
    }

    final String health() {
        return store.health().sentence();
    }
}
