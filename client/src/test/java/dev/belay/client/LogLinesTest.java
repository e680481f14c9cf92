package dev.belay.client;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SDK writes into the log of an application. */
class LogLinesTest {

    private final Logger sdk = Logger.getLogger("dev.belay.client");
    private final Lines lines = new Lines();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        sdk.addHandler(lines);
    }

    @AfterEach
    void forget() {
        sdk.removeHandler(lines);
    }

    @Test
    void nameTheFlagSetOnceItIsKnown() {
        try (ScriptedServer server = new ScriptedServer();
                Client client = Client.of(server).awaitReady()) {
            server.nextStream();
            server.refusal = 401;

            server.drop();

            awaitLine(
                    client,
                    "source.fatal source=" + server.uri() + " flagSet=default/production position=first:0"
                            + " message=\"The server answers with status 401: it does not accept the server key\"");
        }
    }

    @Test
    void nameTheFlagSetOfWhatIsFetchedAnew() {
        try (ScriptedServer server = new ScriptedServer();
                Client client = Client.of(server).awaitReady()) {
            ScriptedServer.Stream stream = server.nextStream();
            server.change(server.flag("shop.banner", "on"));

            stream.heartbeat();

            awaitLine(
                    client,
                    "stream.resync flagSet=default/production"
                            + " reason=\"the server is at first:1, and this is first:0\"");
        }
    }

    @Test
    void quoteAndEscapeWhatIsNoPlainWord() throws Exception {
        Path damaged = Files.writeString(folder.resolve("my \"flags\".json"), "{");
        Settings settings = Settings.DEFAULT.withBootstrap(Bootstrap.file(damaged));

        try (Client client = Client.of(URI.create("http://localhost:1"), settings)) {
            awaitLine(client, "bootstrap.ignored source=\"" + folder + "/my \\\"flags\\\".json\" message=\"");
        }
    }

    private void awaitLine(Client client, String beginning) {
        client.await(
                beginning + " in " + lines.seen,
                () -> lines.seen.stream().anyMatch(line -> line.startsWith(beginning)));
    }

    private static final class Lines extends Handler {

        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord entry) {
            seen.add(entry.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
