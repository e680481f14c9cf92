package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.sinks.delivery.Reach;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator can reach, and read, by setting sinks up. */
class SinkReachTest {

    private static final String SINKS = "/api/v1/projects/default/sinks";
    private static final String BANNER = "-SSH-2.0-internal-host-17 secret banner\r\n";

    private final AtomicInteger visitors = new AtomicInteger();
    private ServerSocket internal;

    @BeforeEach
    void listen() throws IOException {
        internal = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::greet);
    }

    @AfterEach
    void close() throws IOException {
        internal.close();
    }

    private void greet() {
        while (!internal.isClosed()) {
            try (Socket visitor = internal.accept()) {
                visitors.incrementAndGet();
                visitor.getOutputStream().write(BANNER.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // The visitor, or the test is over.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"webhook\": {\"url\": \"http://127.0.0.1:%d/\", \"secret\": \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}",
                "\"redis\": {\"uri\": \"redis://localhost:%d\"}",
                "\"redis\": {\"uri\": \"rediss://localhost:%d\"}",
                "\"nats\": {\"servers\": \"nats://[::ffff:127.0.0.1]:%d\"}",
                "\"kafka\": {\"bootstrapServers\": \"localhost:%d\"}"
            })
    void noKindReachesAPrivateAddressWhereThatIsForbidden(String target) {
        try (RunningApplication server = start(settings().withReach(Reach.PUBLIC_ONLY))) {
            assertThat(failure(server, target)).contains("no public address");
            assertThat(visitors).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"redis\": {\"uri\": \"redis://127.0.0.1:%d\"}",
                "\"nats\": {\"servers\": \"nats://127.0.0.1:%d\"}",
                "\"webhook\": {\"url\": \"http://127.0.0.1:%d/\"}"
            })
    void whatTheOtherSideSaysIsNotShown(String target) {
        try (RunningApplication server = start(settings())) {
            assertThat(failure(server, target)).doesNotContain("SSH").doesNotContain("banner");
            assertThat(visitors.get()).isPositive();
        }
    }

    @Test
    void onlyTheKindsThatTheOperatorAllowsCanBeMade() {
        try (RunningApplication server = start(settings().withKinds(Set.of("webhook")))) {
            Response refused = make(server, "\"redis\": {\"uri\": \"redis://127.0.0.1:%d\"}");

            assertThat(refused.problem()).isEqualTo("invalid-document");
            assertThat(make(server, "\"webhook\": {\"url\": \"http://127.0.0.1:%d/\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-socket:///var/run/redis.sock",
                "unix:///tmp/redis.sock",
                "redis-sentinel://127.0.0.1:26379#mymaster",
                "redis://127.0.0.1:6379?timeout=1d",
                "redis:///0"
            })
    void aRedisAddressIsAHost(String uri) {
        try (RunningApplication server = start(settings())) {
            assertThat(make(server, "\"redis\": {\"uri\": \"" + uri + "\"}").problem())
                    .isEqualTo("invalid-document");
        }
    }

    @Test
    void aLoginToKafkaIsNotSentInClearByAccident() {
        try (RunningApplication server = start(settings())) {
            Response refused = make(
                    server,
                    "\"kafka\": {\"bootstrapServers\": \"127.0.0.1:%d\", \"username\": \"u\", \"password\": \"p\"}");

            assertThat(refused.problem()).isEqualTo("invalid-document");
            assertThat(refused.raw().body()).contains("SASL_SSL");
        }
    }

    private static SinkFeature.Settings settings() {
        return SinkFeature.Settings.DEFAULT
                .withSecrets(Optional.of(new SecretBox(new byte[SecretBox.KEY_BYTES], new SecureRandom())))
                .withFirstPause(Duration.ofMillis(10));
    }

    private static RunningApplication start(SinkFeature.Settings settings) {
        return RunningApplication.announcing(settings);
    }

    private Response make(RunningApplication server, String target) {
        return server.post(
                SINKS,
                "{\"name\": \"x\", \"environment\": \"production\", %s}"
                        .formatted(target.replace("%d", Integer.toString(internal.getLocalPort()))));
    }

    private String failure(RunningApplication server, String target) {
        Response made = make(server, target);
        assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
        server.put("flags/a", Documents.flag("a"));
        String sink = SINKS + "/" + made.text("/id");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Response answer = server.get(sink);
        while (answer.text("/state").equals("active")) {
            assertThat(System.nanoTime()).as(answer.raw().body()).isLessThan(end);
            Thread.onSpinWait();
            answer = server.get(sink);
        }
        return answer.text("/lines/0/failure/error");
    }
}
