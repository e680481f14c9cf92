package dev.belay.verification.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.Settings;
import dev.belay.core.Position;
import dev.belay.testkit.Awaited;
import dev.belay.verification.server.Answers;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that has two keys of one flag set follows it as long as either is accepted. */
class ReplicaKeyRotationTest {

    private static final Pattern FOLLOWED_WITH = Pattern.compile("belay_replica_key\\{[^}]*} ([12])\\.0");

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    @Test
    void goesOnWithTheOtherKeyWhenTheOneItFollowsWithIsRevoked() throws IOException {
        try (RunningServer server = RunningServer.start(folder, 0);
                Administrator ada = new Administrator(server)) {
            server.create("shop.banner", "on");
            String key = ada.makeKey("shop", "server");
            List<String> both = List.of(ada.makeKey("old", "replica"), ada.makeKey("new", "replica"));
            try (RunningReplica replica = RunningReplica.of(server.address(), both, copies);
                    Watched shop = new Watched(replica.address(), key, Settings.DEFAULT)) {
                shop.await(server.command("shop.banner", "disable"));

                int first = followedWith(replica);
                ada.revokeKey(first == 1 ? "old" : "new");
                Awaited.until(() -> followedWith(replica) == 3 - first);
                Position after = server.command("shop.banner", "enable");

                shop.await(after);
                Awaited.until(() -> replica.get("/health/ready", "").statusCode() == 200);
                String later = ada.makeKey("later", "server");
                Awaited.until(() -> replica.get("/sdk/v1/snapshot", later).statusCode() == 302);
                ada.revokeKey("later");
                Awaited.until(() -> replica.get("/sdk/v1/snapshot", later).statusCode() == 401);
                assertThat(replica.get("/sdk/v1/snapshot", key).statusCode()).isEqualTo(302);
            }
        }
    }

    @Test
    void countsOnceWhileOneOfTheKeysWaits() throws IOException {
        try (RunningServer server = RunningServer.start(folder, 0);
                Administrator ada = new Administrator(server)) {
            server.create("shop.banner", "on");
            List<String> both = List.of(ada.makeKey("old", "replica"), ada.makeKey("new", "replica"));
            try (RunningReplica replica = RunningReplica.of(server.address(), both, copies)) {
                // Both have been copied, so that one of them waits by now.
                Awaited.until(() -> copied() == 2);

                Position after = server.command("shop.banner", "disable");

                Awaited.until(() -> Answers.count(server.get("/instances?position=" + after), "at") == 1);
                Awaited.until(() ->
                        Answers.items(server.get("/instances"), "instances").size() == 1);
                assertThat(Answers.count(server.get("/instances"), "disconnected"))
                        .isZero();
                assertThat(replica.get("/health/ready", "").statusCode()).isEqualTo(200);
            }
        }
    }

    private long copied() {
        try (Stream<Path> files = Files.list(copies)) {
            return files.filter(file -> file.toString().endsWith(".copy")).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void staysReadyAndRefusesStrangersWhenBothAreRevoked() throws IOException {
        try (RunningServer server = RunningServer.start(folder, 0);
                Administrator ada = new Administrator(server)) {
            String key = ada.makeKey("shop", "server");
            List<String> both = List.of(ada.makeKey("old", "replica"), ada.makeKey("new", "replica"));
            try (RunningReplica replica = RunningReplica.of(server.address(), both, copies);
                    Refusals refusals = new Refusals(server.address())) {
                ada.revokeKey("old");
                ada.revokeKey("new");
                // The one that was followed with, and the one that was to take over.
                Awaited.until(() -> refusals.count() >= 2);

                assertThat(replica.get("/health/ready", "").body())
                        .startsWith("{\"status\":\"ready\"")
                        .contains("warnings", "does not accept");
                assertThat(replica.get("/sdk/v1/snapshot", "belay_server_stranger")
                                .statusCode())
                        .isEqualTo(401);
                assertThat(replica.get("/sdk/v1/snapshot", key).statusCode()).isEqualTo(302);
            }
        }
    }

    /** Which of the keys, counted from 1. */
    private static int followedWith(RunningReplica replica) {
        Matcher key = FOLLOWED_WITH.matcher(replica.get("/metrics", "").body());
        assertThat(key.find()).as("the metric").isTrue();
        return Integer.parseInt(key.group(1));
    }

    /** Counts the copies that say that their key is refused, by the log. */
    private static final class Refusals extends Handler implements AutoCloseable {

        private final Logger copies = Logger.getLogger("dev.belay.client");
        private final AtomicInteger count = new AtomicInteger();
        private final String line;

        Refusals(URI upstream) {
            line = "source.fatal source=" + upstream + " ";
            copies.addHandler(this);
        }

        int count() {
            return count.get();
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getMessage().startsWith(line)) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            copies.removeHandler(this);
        }
    }
}
