package dev.belay.store.sql.testing;

import dev.belay.store.sql.PostgresSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of one class of tests, which can be stopped, killed and started again with what it has kept. */
public final class PostgresServer implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final int port = freePort();
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres running;

    /** Starts one on a folder, which may hold what another has kept. */
    public PostgresServer(Path folder) {
        this.folder = folder;
        start();
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

    /** One of its databases. */
    public PGSimpleDataSource database(String name) {
        return Postgres.on(port, name);
    }

    /** May be called when it runs already. */
    public void start() {
        start("fsync", "on");
    }

    /** Starts it with one setting of its own. */
    public void start(String setting, String value) {
        IOException last = null;
        for (int attempt = 0; running == null && attempt < ATTEMPTS; attempt++) {
            try {
                running = Postgres.settings()
                        .setServerConfig(setting, value)
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .start();
            } catch (IOException notYet) {
                // A server that was killed leaves parts behind, which end a moment later.
                last = notYet;
            }
        }
        if (running == null) {
            throw new UncheckedIOException(last);
        }
    }

    /** As at a planned restart. */
    public void stop() {
        try {
            running.close();
            running = null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As in a crash: nothing is finished or written, and the next start recovers from the log. */
    public void crash() {
        try {
            String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
            server.onExit().get(30, TimeUnit.SECONDS);
            stop();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Copies everything, which must not run. */
    public void backUpTo(Path copy) {
        copy(folder, copy);
    }

    /** Puts a copy in the place of everything, which must not run. */
    public void restoreFrom(Path copy) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        copy(copy, folder);
    }

    @Override
    public void close() {
        if (running != null) {
            stop();
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
