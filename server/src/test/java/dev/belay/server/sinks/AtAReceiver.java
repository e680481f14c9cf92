package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A whole server, and a receiver of webhooks. */
abstract class AtAReceiver {

    static final String SINKS = "/api/v1/projects/default/sinks";

    final RunningApplication server = RunningApplication.announcing(SinkFeature.Settings.DEFAULT
            .withSecrets(Optional.of(new SecretBox(new byte[32], new SecureRandom())))
            .withFirstPause(Duration.ofMillis(10)));
    Receiver receiver;

    @BeforeEach
    final void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    final void stop() {
        receiver.close();
        server.close();
    }

    final Response make(String more) {
        Response made = server.post(SINKS, """
            {"name": "audit", "environment": "production", %s "webhook": {"url": "%s"}}
            """.formatted(more, receiver.url()));
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        return made;
    }

    final Response awaitState(String sink, String state) {
        return await(sink, answer -> answer.text("/state").equals(state));
    }

    final Response await(String path, Predicate<Response> wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Response answer = server.get(path);
        while (!wanted.test(answer)) {
            assertThat(System.nanoTime()).as(answer.raw().body()).isLessThan(end);
            Thread.onSpinWait();
            answer = server.get(path);
        }
        return answer;
    }

    static String changeSet(int flags) {
        return Documents.changeSet(
                IntStream.range(0, flags).mapToObj(each -> "flag-" + each).toArray(String[]::new));
    }
}
