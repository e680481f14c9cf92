package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.store.sql.PostgresStore;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.store.sql.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Two stores on a PostgreSQL database that loses every notification. */
class PostgresNewsOverRedisTest extends NewsOverRedis {

    @TempDir
    static Path postgresFolder;

    private static PostgresServer postgres;
    private static PGSimpleDataSource database;

    @BeforeAll
    static void startWithoutNotifications() {
        postgres = new PostgresServer(postgresFolder.resolve("data"));
        database = postgres.newDatabase();
        // A function of this name that is found before the server's own.
        database.setCurrentSchema("public,pg_catalog");
        Postgres.run(database, "CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'");
    }

    @AfterAll
    static void stopTheDatabase() {
        postgres.close();
    }

    @Override
    LedgerStore open(NewsChannel channel) {
        return PostgresStore.open(
                database, Clock.systemUTC(), () -> UUID.randomUUID().toString(), channel);
    }
}
