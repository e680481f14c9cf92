package dev.belay.store.sql.testing;

import dev.belay.store.sql.PostgresSchema;
import dev.belay.testkit.postgres.PostgresProcess;
import dev.belay.testkit.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL server on this machine: one for all tests of a process, which it ends with. */
public final class Postgres {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Postgres() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // Not one that others may be given before the server listens there, which takes seconds.
                return PostgresProcess.settings().setPort(Ports.free()).start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Empty tables of one's own. */
    public static PGSimpleDataSource newDatabase() {
        PGSimpleDataSource database = newSchema();
        run(database, PostgresSchema.script());
        return database;
    }

    /** A place without tables: a schema, because a database has a thousand files that have to be deleted again. */
    public static PGSimpleDataSource newSchema() {
        String name = "belay" + SCHEMAS.incrementAndGet();
        PGSimpleDataSource database = on(Running.SERVER.getPort(), "postgres");
        run(database, "CREATE SCHEMA " + name);
        database.setCurrentSchema(name);
        return database;
    }

    /** A database of a server on this machine. */
    public static PGSimpleDataSource on(int port, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        return source;
    }

    /** Its address with its user, as a server takes it. */
    public static String url(PGSimpleDataSource database) {
        String url = database.getURL();
        return url + (url.contains("?") ? "&" : "?") + "user=" + database.getUser();
    }

    /** Runs statements there. */
    public static void run(PGSimpleDataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What runs. */
    public static String version() {
        try (Connection connection = on(Running.SERVER.getPort(), "postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return "PostgreSQL " + row.getString(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
