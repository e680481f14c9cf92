package dev.belay.store.redis;

import dev.belay.testkit.process.ChildProcess;
import dev.belay.testkit.process.Ports;
import dev.belay.testkit.process.ServerFolder;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/** A real Redis server on this machine, which can be stopped, killed, paused and started again with what it has kept. */
final class RedisProcess implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/bin/redis-server");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String executable;
    private final Path folder;
    private final List<String> options;
    private final int port = Ports.free();
    private ChildProcess running;

    private RedisProcess(String executable, Path folder, List<String> options) {
        this.executable = executable;
        this.folder = folder;
        this.options = options;
    }

    /** The server that comes with the tests, started with settings that keep what is acknowledged. */
    static RedisProcess bundled(Path folder, String... options) {
        return started(bundled(), folder, options);
    }

    /** The server that is installed on this machine; without one, that which comes with the tests. */
    static RedisProcess installed(Path folder, String... options) {
        return started(isInstalled() ? INSTALLED.toString() : bundled(), folder, options);
    }

    static boolean isInstalled() {
        return Files.isExecutable(INSTALLED);
    }

    private static RedisProcess started(String executable, Path folder, String... options) {
        RedisProcess server = new RedisProcess(executable, folder, List.of(options));
        server.start();
        return server;
    }

    /** May be called when it runs already. Further options come after those that it was made with. */
    void start(String... more) {
        if (running != null) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(executable, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
        command.addAll(options);
        command.addAll(List.of(more));
        try {
            Files.createDirectories(folder);
            running = ChildProcess.start("redis", command, Map.of());
            running.await(line -> line.contains("eady to accept connections"), PATIENCE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** As at a planned restart. */
    void stop() {
        running.close();
        running = null;
    }

    /** As in a crash. */
    void kill() {
        try {
            running.kill();
            running = null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Lets it answer nobody, as when its machine hangs. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    RedisSettings settings() {
        return RedisSettings.of(uri());
    }

    /** Asks the server something, past the store. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown(Duration.ZERO, PATIENCE);
        }
    }

    String version() {
        return "Redis "
                + ServerFacts.parse(ask(server -> server.info("server"))).version();
    }

    /** Copies everything, which must not run. */
    void backUpTo(Path copy) {
        new ServerFolder(folder).copyTo(copy);
    }

    /** Puts a copy in the place of everything, which must not run. */
    void restoreFrom(Path copy) {
        new ServerFolder(folder).replaceBy(copy);
    }

    @Override
    public void close() {
        if (running != null) {
            stop();
        }
    }

    private static String bundled() {
        return Bundled.EXECUTABLE;
    }

    /** Unpacked once. */
    private static final class Bundled {

        static final String EXECUTABLE = unpacked();

        private static String unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
