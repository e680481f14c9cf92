package dev.belay.verification.tls;

import dev.belay.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server that keeps what it acknowledges, and can be told to speak TLS as well.
 *
 * <p><b>Thread-safety:</b> not applicable; it has no instances.
 */
public final class RedisTls {

    /** What one says that knows the option, before it ends; one that does not start at all says something else. */
    private static final String NOTHING_TO_DO = "Configured to not listen anywhere";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RedisTls() {}

    /** Whether it starts on this machine, and speaks TLS there. */
    public static boolean isSpoken() throws IOException, InterruptedException {
        // It ends at once in any case: there is nothing to listen to, if it even knows the option.
        List<String> command = List.of(program(), "--port", "0", "--tls-port", "0");
        try (ChildProcess asked = ChildProcess.start("redis-tls", command, Map.of())) {
            int _ = asked.awaitExit(PATIENCE);
            return asked.lines().stream().anyMatch(line -> line.contains(NOTHING_TO_DO));
        }
    }

    /** Starts a server on a port of this machine, with its data in a folder. */
    public static List<String> command(Path folder, int port) throws IOException {
        return new ArrayList<>(List.of(
                program(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always"));
    }

    /** What is added to the command so that it listens to TLS at another port. */
    public static List<String> options(ServerCertificate certificate, int port) {
        return List.of(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.chain().toString(),
                "--tls-key-file",
                certificate.key().toString(),
                "--tls-auth-clients",
                "no");
    }

    private static String program() throws IOException {
        return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
    }
}
