package dev.belay.store.redis;

import dev.belay.ledger.LedgerStore;
import dev.belay.ledger.serial.NewsChannel;
import dev.belay.store.sql.PostgresSchema;
import dev.belay.store.sql.PostgresStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

/** Two stores on a PostgreSQL database that loses every notification. */
class PostgresNewsOverRedisTest extends NewsOverRedis {

    private static EmbeddedPostgres postgres;
    private static PGSimpleDataSource database;

    @BeforeAll
    static void startWithoutNotifications() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        database = new PGSimpleDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {postgres.getPort()});
        database.setDatabaseName("postgres");
        database.setUser("postgres");
        // A function of this name that is found before the server's own.
        database.setCurrentSchema("public,pg_catalog");
        run(PostgresSchema.script());
        run("CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'");
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        postgres.close();
    }

    @Override
    LedgerStore open(NewsChannel channel) {
        return PostgresStore.open(
                database, Clock.systemUTC(), () -> UUID.randomUUID().toString(), channel);
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
