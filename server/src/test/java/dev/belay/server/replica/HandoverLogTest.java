package dev.belay.server.replica;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.belay.server.access.Credentials;
import dev.belay.server.fleet.Fleet;
import dev.belay.server.testing.LogLines;
import dev.belay.server.testing.Response;
import dev.belay.server.testing.RunningApplication;
import dev.belay.testkit.Awaited;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the log tells of a flag set that is cut off with one key, and followed again with another. */
class HandoverLogTest {

    private static final Duration MOST = Duration.ofMillis(200);

    @RegisterExtension
    final LogLines lines = new LogLines("belay.replica", Level.INFO);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private RunningApplication upstream;
    private List<Response> keys;
    private Replica replica;
    private Fleet fleet;

    @BeforeEach
    void follow() {
        upstream = RunningApplication.onSqlite(folder, 0);
        keys = List.of(makeKey("old"), makeKey("new"));
        replica = new Replica(
                new Replica.Settings(
                        upstream.at("/"),
                        keys.stream().map(key -> key.text("/key")).toList(),
                        Optional.empty(),
                        Optional.of(MOST),
                        Replica.KEY_POLL,
                        false),
                metrics);
        fleet = new Fleet(replica.store(), InstantSource.system(), replica::followedSince);
        replica.start(
                new Credentials(replica.keys(), InstantSource.system(), new SecureRandom()),
                () -> {},
                (_, _) -> {},
                fleet::document);
        Awaited.until(() ->
                isTold("replica.duplicate") && replica.readiness().failing().isEmpty());
    }

    @AfterEach
    void stop() {
        fleet.close();
        replica.close();
        upstream.close();
    }

    private Response makeKey(String name) {
        return upstream.post("keys", "{\"name\": \"" + name + "\", \"kind\": \"replica\"}");
    }

    private static void revoke(Response key, RunningApplication at) {
        assertThat(at.delete("keys/" + key.text("/id")).status()).isEqualTo(204);
    }

    private Response keyInUse() {
        return keys.get((int) metrics.get("belay.replica.key").gauge().value() - 1);
    }

    @Test
    void saysThatTheFlagSetIsFollowedAgainWhenTheKeyWasRevoked() {
        revoke(keyInUse(), upstream);

        Awaited.until(() -> isTold("replica.back"));

        assertThat(reasons()).anySatisfy(reason -> assertThat(reason).contains("does not accept"));
        assertThat(told("replica.away", "replica.back"))
                .startsWith("replica.away")
                .containsOnlyOnce("replica.back")
                .endsWith("replica.back");
    }

    @Test
    void saysThatTheFlagSetIsYoungAgainWhenTheKeyWasRevokedMeanwhile() {
        Response key = keyInUse();
        int port = upstream.application().port();
        upstream.close();
        Awaited.until(() -> isTold("replica.too-old"));
        try (RunningApplication elsewhere = RunningApplication.onSqlite(folder, 0)) {
            revoke(key, elsewhere);
        }

        upstream = RunningApplication.onSqlite(folder, port);
        Awaited.until(() -> isTold("replica.back") && isTold("replica.young-again"));

        assertThat(told("replica.away", "replica.back"))
                .startsWith("replica.away")
                .endsWith("replica.back");
        assertThat(told("replica.too-old", "replica.young-again"))
                .containsExactly("replica.too-old", "replica.young-again");
    }

    private boolean isTold(String line) {
        return lines.all().stream().anyMatch(event -> event.getMessage().startsWith(line));
    }

    /** The lines of these names, in order. */
    private List<String> told(String... names) {
        return lines.all().stream()
                .map(ILoggingEvent::getMessage)
                .filter(List.of(names)::contains)
                .toList();
    }

    private List<String> reasons() {
        return lines.all().stream()
                .filter(event -> event.getMessage().equals("replica.away"))
                .map(event -> event.getKeyValuePairs().getLast().value.toString())
                .toList();
    }
}
