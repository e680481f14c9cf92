package dev.belay.testkit.postgres;

import dev.belay.testkit.process.Ports;
import dev.belay.testkit.process.ServerFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in processes of its own that keeps what it acknowledges, with one empty database. It can be stopped as in
 * a crash and started again, on the same port, with what it has kept.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class PostgresProcess implements AutoCloseable {

    private static final String DATABASE = "belay";
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    private PostgresProcess(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a new server.
     *
     * @param folder where it keeps its files; must be empty or absent
     * @throws IOException if it does not start
     */
    public static PostgresProcess start(Path folder) throws IOException {
        PostgresProcess server = on(folder);
        server.execute("CREATE DATABASE " + DATABASE);
        return server;
    }

    /**
     * Starts a server on what another has kept, or a new one without a database of its own.
     *
     * @throws IOException if it does not start
     */
    public static PostgresProcess on(Path folder) throws IOException {
        PostgresProcess server = new PostgresProcess(folder, Ports.free());
        server.start();
        return server;
    }

    /** How a server is set that keeps what it acknowledges. */
    public static EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(PATIENCE);
    }

    /** Where it listens, on the loopback interface. */
    public int port() {
        return port;
    }

    /** Its files. */
    public ServerFolder files() {
        return new ServerFolder(folder);
    }

    /** The address of the database, with the user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?user=postgres";
    }

    /**
     * Starts it; may be called when it runs already.
     *
     * @throws IOException if it does not start
     */
    public void start() throws IOException {
        start("fsync", "on");
    }

    /**
     * Starts it with one setting of its own; may be called when it runs already.
     *
     * @throws IOException if it does not start
     */
    public void start(String setting, String value) throws IOException {
        IOException last = null;
        for (int attempt = 0; running == null && attempt < ATTEMPTS; attempt++) {
            try {
                running = begin(setting, value);
            } catch (IOException notYet) {
                // A server that was killed leaves parts behind, which end a moment later.
                last = notYet;
            }
        }
        if (running == null && last != null) {
            throw last;
        }
    }

    /** Ends it as a crash does (immediate shutdown): nothing is finished or written, the next start recovers from the log. */
    public void crash() throws IOException, InterruptedException {
        ProcessHandle server = server();
        signal("QUIT", server);
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IOException("PostgreSQL did not end within " + PATIENCE.toSeconds() + " s", stuck);
        }
        close();
    }

    /** Lets all of it hang: connections stay, and nothing is answered until it is resumed. */
    public void suspend() throws IOException, InterruptedException {
        signalAll("STOP");
    }

    /** Lets it go on where it was suspended. */
    public void resume() throws IOException, InterruptedException {
        signalAll("CONT");
    }

    private void signalAll(String signal) throws IOException, InterruptedException {
        ProcessHandle server = server();
        signal(signal, server);
        for (ProcessHandle part : server.descendants().toList()) {
            signal(signal, part);
        }
    }

    private ProcessHandle server() throws IOException {
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it as a planned restart does. */
    @Override
    public void close() throws IOException {
        EmbeddedPostgres ending = running;
        running = null;
        if (ending != null) {
            ending.close();
        }
    }

    private EmbeddedPostgres begin(String setting, String value) throws IOException {
        return settings()
                .setServerConfig(setting, value)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private void execute(String sql) throws IOException {
        if (running == null) {
            throw new IOException("PostgreSQL does not run");
        }
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IOException("PostgreSQL refused '" + sql + "'", failure);
        }
    }
}
