package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FallbackTest {

    /** Nobody listens here. */
    private static final URI ABSENT = URI.create("http://localhost:1");

    @TempDir
    Path folder;

    @Test
    void answersTheCallersDefaultWhileThereIsNothingElse() {
        try (Client client = Client.of(ABSENT, Settings.DEFAULT)) {
            client.await("a failed attempt", () -> client.time.pauses().size() > 1);

            EvaluationDetails<String> details =
                    client.belay.evaluate("shop.layout", EvaluationContext.empty(), "classic");

            assertThat(details.value()).isEqualTo("classic");
            assertThat(details.errorCode()).contains(ErrorCode.PROVIDER_NOT_READY);
            assertThat(client.isActive("shop.banner")).isFalse();
            assertThat(client.belay.status().state()).isEqualTo(Status.State.NOT_READY);
            assertThat(client.belay.status().age()).isEmpty();
            assertThat(client.belay.status().message())
                    .isEqualTo("The server at http://localhost:1 cannot be reached: it refused the connection; is it"
                            + " running?");
            assertThat(client.belay.awaitReady(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void connectsAsSoonAsTheServerIsThere() {
        int port = freePort();
        try (Client client = Client.of(URI.create("http://localhost:" + port), Settings.DEFAULT)) {
            client.await("a failed attempt", () -> client.time.pauses().size() > 1);

            try (ScriptedServer server = new ScriptedServer(port)) {
                server.change(server.flag("shop.banner", "on"));
                client.await(Status.State.READY);
            }
        }
    }

    @Nested
    class WithACache {

        private Settings settings;

        @BeforeEach
        void chooseFolder() {
            settings = Settings.DEFAULT.withCacheDirectory(folder.resolve("new/cache"));
        }

        @Test
        void startsFromTheLastFlagsWhenTheServerIsAway() {
            URI address = cacheSomething();

            try (Client client = Client.of(address, settings).awaitReady()) {
                assertThat(client.isActive("shop.banner")).isTrue();
                assertThat(client.belay.status().state()).isEqualTo(Status.State.STALE);
                client.time.pass(Duration.ofHours(3));
                assertThat(client.belay.status().age().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofHours(3));
            }
        }

        @Test
        void goesOnFromTheCacheWithoutFetchingASnapshot() {
            try (ScriptedServer server = new ScriptedServer()) {
                server.change(server.flag("shop.banner", "on"));
                Client.of(server.uri(), settings).awaitReady().close();
                server.nextStream();

                try (Client client = Client.of(server.uri(), settings)) {
                    assertThat(server.nextStream().after())
                            .contains(server.state().position().toString());
                    client.await(Status.State.READY);
                }
            }
        }

        @Test
        void ignoresADamagedFile() throws IOException {
            URI address = cacheSomething();
            Path file = onlyFile();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            try (Client client = Client.of(address, settings)) {
                client.await("a failed attempt", () -> client.time.pauses().size() > 1);
                assertThat(client.belay.status().state()).isEqualTo(Status.State.NOT_READY);
            }
        }

        @Test
        void ignoresAFileThatIsStillASnapshotButNotTheOneThatWasWritten() throws IOException {
            URI address = cacheSomething();
            String written = Files.readString(onlyFile());
            String edited = written.replaceFirst("\"at\":\"[0-9]{4}", "\"at\":\"1999");
            assertThat(edited).isNotEqualTo(written);
            Files.writeString(onlyFile(), edited);

            try (Client client = Client.of(address, settings)) {
                client.await("a failed attempt", () -> client.time.pauses().size() > 1);
                assertThat(client.belay.status().state()).isEqualTo(Status.State.NOT_READY);
            }
        }

        @Test
        void prefersItToABootstrap() throws IOException {
            URI address = cacheSomething();
            Path file = Files.writeString(folder.resolve("flags.json"), "{\"shop.banner\": false}");

            try (Client client = Client.of(address, settings.withBootstrap(Bootstrap.file(file)))
                    .awaitReady()) {
                assertThat(client.isActive("shop.banner")).isTrue();
            }
        }

        @Test
        void leavesNothingButTheCacheInItsFolder() throws IOException {
            cacheSomething();

            assertThat(onlyFile()).isRegularFile();
        }

        @Test
        void doesWithoutAFolderThatCannotBeWritten() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "in the way");
            try (ScriptedServer server = new ScriptedServer();
                    Client client =
                            Client.of(server.uri(), Settings.DEFAULT.withCacheDirectory(file.resolve("cache")))) {
                client.awaitReady();
                client.time.pass(Duration.ofSeconds(2));

                assertThat(client.belay.status().isReady()).isTrue();
            }
        }

        private URI cacheSomething() {
            try (ScriptedServer server = new ScriptedServer();
                    Client client = Client.of(server.uri(), settings)) {
                server.change(server.flag("shop.banner", "on"));
                server.nextStream();
                server.publish(server.flag("shop.banner", "off"));
                client.await(server.publish(server.flag("shop.banner", "on")).position());
                return server.uri();
            }
        }

        private Path onlyFile() throws IOException {
            try (Stream<Path> files = Files.list(folder.resolve("new/cache"))) {
                List<Path> all = files.toList();
                assertThat(all).hasSize(1);
                return all.get(0);
            }
        }
    }

    @Nested
    class WithABootstrap {

        @Test
        void startsFromAFile() throws IOException {
            Path file = Files.writeString(folder.resolve("flags.json"), "{\"shop.banner\": true}");
            Settings settings = Settings.DEFAULT.withBootstrap(Bootstrap.file(file));

            try (Client client = Client.of(ABSENT, settings).awaitReady()) {
                assertThat(client.isActive("shop.banner")).isTrue();
                assertThat(client.belay.status().state()).isEqualTo(Status.State.STALE);
            }
        }

        @Test
        void startsFromAResource() {
            Settings settings = Settings.DEFAULT.withBootstrap(Bootstrap.resource("/bootstrap.json"));

            try (Client client = Client.of(ABSENT, settings).awaitReady()) {
                assertThat(client.isActive("shop.banner")).isTrue();
            }
        }

        @Test
        void startsFromASnapshotAsTheServerSendsIt() throws IOException {
            try (ScriptedServer server = new ScriptedServer()) {
                server.change(server.flag("shop.banner", "on"));
                Path file = Files.write(folder.resolve("snapshot.json"), server.snapshot());
                Settings settings = Settings.DEFAULT.withBootstrap(Bootstrap.file(file));

                try (Client client = Client.of(ABSENT, settings).awaitReady()) {
                    assertThat(client.isActive("shop.banner")).isTrue();
                    assertThat(client.belay.status().position())
                            .contains(server.state().position());
                }
            }
        }

        @Test
        void givesWayToTheServer() {
            try (ScriptedServer server = new ScriptedServer()) {
                server.change(server.flag("shop.banner", "off"));
                Settings settings = Settings.DEFAULT.withBootstrap(Bootstrap.resource("/bootstrap.json"));

                try (Client client = Client.of(server.uri(), settings)) {
                    client.await(Status.State.READY);
                    assertThat(client.isActive("shop.banner")).isFalse();
                    assertThat(client.belay.status().position())
                            .contains(server.state().position());
                }
            }
        }

        @Test
        void ignoresOneThatCannotBeRead() throws IOException {
            Path file = Files.writeString(folder.resolve("flags.json"), "{", StandardCharsets.UTF_8);

            try (Client client = Client.of(ABSENT, Settings.DEFAULT.withBootstrap(Bootstrap.file(file)))) {
                client.await("a failed attempt", () -> client.time.pauses().size() > 1);
                assertThat(client.belay.status().state()).isEqualTo(Status.State.NOT_READY);
            }
        }
    }

    private static int freePort() {
        try (ScriptedServer server = new ScriptedServer()) {
            return server.port();
        }
    }
}
