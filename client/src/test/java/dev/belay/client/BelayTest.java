package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.ErrorCode;
import dev.belay.core.EvaluationContext;
import dev.belay.core.Reason;
import dev.belay.core.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BelayTest {

    private static final EvaluationContext ANYBODY = EvaluationContext.empty();
    private static final String BETA_RULE =
            "{\"id\": \"beta\", \"when\": {\"attribute\": \"country\", \"equals\": \"PT\"},"
                    + " \"serve\": {\"variant\": \"on\"}}";

    @TempDir
    Path folder;

    @Test
    void tellsHowAnAnswerCameAbout() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.change(server.flag("shop.banner", "off", BETA_RULE));
            try (Client client = Client.of(server).awaitReady()) {
                EvaluationDetails<Boolean> details = client.belay.evaluate(
                        "shop.banner", EvaluationContext.of("u").with("country", "PT"), false);

                assertThat(details.value()).isTrue();
                assertThat(details.variant()).contains("on");
                assertThat(details.reason()).isEqualTo(Reason.TARGETING_MATCH);
                assertThat(details.version()).isEqualTo(1);
                assertThat(details.ruleId()).contains("beta");
                assertThat(details.position()).contains(server.state().position());
                assertThat(details.errorCode()).isEmpty();
            }
        }
    }

    @Test
    void answersTheDefaultWhenTheTypeIsAnother() throws IOException {
        try (Belay belay = Belay.file(write("{\"shop.banner\": true}"))) {
            EvaluationDetails<String> details = belay.evaluate("shop.banner", ANYBODY, "none");

            assertThat(details.value()).isEqualTo("none");
            assertThat(details.errorCode()).contains(ErrorCode.TYPE_MISMATCH);
            assertThat(details.variant()).isEmpty();
            assertThat(details.reason()).isEqualTo(Reason.ERROR);
        }
    }

    @Test
    void answersTheDefaultForAFlagThatDoesNotExist() throws IOException {
        try (Belay belay = Belay.file(write("{\"shop.banner\": true}"))) {
            EvaluationDetails<Boolean> details = belay.evaluate("shop.other", ANYBODY, true);

            assertThat(details.value()).isTrue();
            assertThat(details.errorCode()).contains(ErrorCode.FLAG_NOT_FOUND);
            assertThat(details.position()).isPresent();
        }
    }

    @Test
    void evaluatesEverythingAtOnce() throws IOException {
        try (Belay belay = Belay.file(write("{\"shop.banner\": true, \"shop.layout\": \"grid\"}"))) {
            Map<String, EvaluationDetails<Value>> answers = belay.evaluateAll(ANYBODY);

            assertThat(answers).containsOnlyKeys("shop.banner", "shop.layout");
            assertThat(answers.get("shop.layout").value()).isEqualTo(Value.of("grid"));
        }
    }

    @Test
    void knowsTheFactsOfItsProcess() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.change(server.flag("shop.banner", "off", BETA_RULE));
            Settings settings =
                    Settings.DEFAULT.withContext(EvaluationContext.empty().with("country", "PT"));
            try (Client client = Client.of(server.uri(), settings).awaitReady()) {
                Toggle banner = client.belay.toggle("shop.banner");

                assertThat(banner.isActive()).isTrue();
                assertThat(banner.isActive(EvaluationContext.empty().with("country", "ES")))
                        .isFalse();
            }
        }
    }

    @Test
    void neverThrowsFromAnEvaluation() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.change(server.flag("shop.banner", "on", BETA_RULE));
            try (Client client = Client.of(server).awaitReady()) {
                assertThat(client.belay.toggle("shop.banner").isActive(null)).isFalse();
                assertThat(client.belay.evaluate("shop.banner", null, true).value())
                        .isTrue();
                assertThat(client.belay.evaluate("shop.banner", null, true).errorCode())
                        .contains(ErrorCode.GENERAL);
                assertThat(client.belay.evaluate(null, ANYBODY, true).value()).isTrue();
                assertThat(client.belay.toggle(null).version()).isZero();
                assertThat(client.belay.evaluateAll(null)).isEmpty();
            }
        }
    }

    @Test
    void goesOnAnsweringOnceItIsClosed() throws IOException {
        Belay belay = Belay.file(write("{\"shop.banner\": true}"));
        Toggle banner = belay.toggle("shop.banner");

        belay.close();

        assertThat(banner.isActive()).isTrue();
        assertThat(belay.status().state()).isEqualTo(Status.State.ERROR);
        assertThat(belay.status().message()).isEqualTo("Closed: the last flags go on answering");
    }

    @Test
    void saysWhichArgumentIsMissing() {
        URI server = URI.create("http://localhost:1");

        assertThatThrownBy(() -> Belay.connect(null, "key")).hasMessageStartingWith("The server is null");
        assertThatThrownBy(() -> Belay.connect(server, null)).hasMessageStartingWith("The server key is null");
        assertThatThrownBy(() -> Belay.connect(server, "key", null)).hasMessageStartingWith("The settings are null");
    }

    @Test
    void endsItsThreadsEvenIfAListenerTakesTheInterruptionForItsOwn() throws Exception {
        Path file = write("{\"shop.banner\": true}");
        Belay belay = Belay.file(file);
        BlockingQueue<Thread> listening = new LinkedBlockingQueue<>();
        belay.onChange(change -> {
            listening.add(Thread.currentThread());
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException swallowed) {
                // As a careless application does.
            }
        });
        Files.writeString(file, "{\"shop.banner\": false}");
        Thread thread = listening.poll(30, TimeUnit.SECONDS);

        belay.close();

        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws InterruptedException {
        try (ScriptedServer server = new ScriptedServer()) {
            Belay belay = Belay.connect(server.uri(), ScriptedServer.KEY);
            belay.onChange(change -> {});
            belay.awaitReady(java.time.Duration.ofSeconds(30));
            Set<Thread> threads = belayThreads();
            assertThat(threads).extracting(Thread::getName).contains("belay-stream", "belay-listeners");
            assertThat(threads).allMatch(Thread::isDaemon);

            belay.close();

            for (Thread thread : threads) {
                thread.join(30_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "belay.example.com",
                "ftp://belay.example.com",
                "http:///flags",
                "localhost:8080",
                "http://host/x?y",
                "http://host/#x"
            })
    void refusesAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> Belay.connect(URI.create(address), "key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address);
    }

    @Test
    void refusesAKeyThatCannotBeOneWithoutShowingIt() {
        assertThatThrownBy(() -> Belay.connect(URI.create("http://localhost:1"), "secret\nsecret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private static Set<Thread> belayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("belay-"))
                .collect(Collectors.toSet());
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("flags.json"), content);
    }
}
