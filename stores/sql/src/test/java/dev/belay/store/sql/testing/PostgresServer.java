package dev.belay.store.sql.testing;

import dev.belay.store.sql.PostgresSchema;
import dev.belay.testkit.postgres.PostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of one class of tests, which can be stopped, killed and started again with what it has kept. */
public final class PostgresServer implements AutoCloseable {

    private final PostgresProcess process;
    private final AtomicInteger databases = new AtomicInteger();

    /** Starts one on a folder, which may hold what another has kept. */
    public PostgresServer(Path folder) {
        try {
            process = PostgresProcess.on(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An empty database of its own, with the schema. */
    public PGSimpleDataSource newDatabase() {
        PGSimpleDataSource database = emptyDatabase();
        Postgres.run(database, PostgresSchema.script());
        return database;
    }

    /** A database of its own, without tables. */
    public PGSimpleDataSource emptyDatabase() {
        String name = "belay" + databases.incrementAndGet();
        Postgres.run(database("postgres"), "CREATE DATABASE " + name);
        return database(name);
    }

    /** A database of its own, without tables, whose tables lie in an empty folder, and its log of changes elsewhere. */
    public PGSimpleDataSource emptyDatabaseOn(Path tables) {
        String name = "belay" + databases.incrementAndGet();
        Postgres.run(database("postgres"), "CREATE TABLESPACE " + name + " LOCATION '" + tables + "'");
        Postgres.run(database("postgres"), "CREATE DATABASE " + name + " TABLESPACE " + name);
        return database(name);
    }

    /** One of its databases. */
    public PGSimpleDataSource database(String name) {
        return Postgres.on(process.port(), name);
    }

    /** May be called when it runs already. */
    public void start() {
        undisturbed(process::start);
    }

    /** Starts it with one setting of its own. */
    public void start(String setting, String value) {
        undisturbed(() -> process.start(setting, value));
    }

    /** As at a planned restart. */
    public void stop() {
        undisturbed(process::close);
    }

    /** As in a crash: nothing is finished or written, and the next start recovers from the log. */
    public void crash() {
        undisturbed(process::crash);
    }

    /** Lets all of it hang: connections stay, and nothing is answered until it is resumed. */
    public void suspend() {
        undisturbed(process::suspend);
    }

    /** Lets it go on where it was suspended. */
    public void resume() {
        undisturbed(process::resume);
    }

    /** Copies everything, which must not run. */
    public void backUpTo(Path copy) {
        process.files().copyTo(copy);
    }

    /** Puts a copy in the place of everything, which must not run. */
    public void restoreFrom(Path copy) {
        process.files().replaceBy(copy);
    }

    @Override
    public void close() {
        stop();
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private static void undisturbed(Step step) {
        try {
            step.take();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
