package dev.belay.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.client.ScriptedServer.Stream;
import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.json.sync.SyncEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamTest {

    private final ScriptedServer server = new ScriptedServer();
    private Client client;

    @BeforeEach
    void connect() {
        server.change(server.flag("shop.banner", "on"), server.flag("shop.search", "off"));
        client = Client.of(server).awaitReady();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void startsWithASnapshot() {
        assertThat(client.isActive("shop.banner")).isTrue();
        assertThat(client.isActive("shop.search")).isFalse();
        assertThat(client.belay.status().isReady()).isTrue();
        assertThat(client.belay.status().position()).contains(server.state().position());
    }

    @Test
    void seesAChangeOfSeveralFlagsAsOne() throws InterruptedException {
        BlockingQueue<Position> seen = new LinkedBlockingQueue<>();
        client.belay.onChange(change -> seen.add(change.position()));
        server.nextStream();

        LedgerState after = server.publish(server.flag("shop.banner", "off"), server.flag("shop.search", "on"));

        client.await(after.position());
        assertThat(client.isActive("shop.banner")).isFalse();
        assertThat(client.isActive("shop.search")).isTrue();
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(after.position());
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(after.position());
    }

    @Test
    void forgetsAnArchivedFlag() {
        server.nextStream();

        LedgerState after = server.publish(
                SubjectState.tombstone(Subject.flag("shop.banner"), server.nextVersion(Subject.flag("shop.banner"))));

        client.await(after.position());
        assertThat(client.belay.toggle("shop.banner").version()).isZero();
    }

    @Test
    void restoresAnEarlierStateFromItsOwnHistory() {
        Stream stream = server.nextStream();
        Position before = server.state().position();
        server.publish(server.flag("shop.banner", "off"), server.flag("shop.new", "on"));

        LedgerState after = server.restore(before);

        client.await(after.position());
        assertThat(client.isActive("shop.banner")).isTrue();
        assertThat(client.isActive("shop.new")).isFalse();
        assertThat(client.belay.toggle("shop.banner").version()).isEqualTo(3);
        assertThat(client.time.pauses()).as("it needed no snapshot").isEmpty();
        assertThat(stream.after()).isEmpty();
    }

    @Test
    void reportsWhatItHasApplied() {
        assertThat(server.nextReport())
                .extracting(report -> ((Value.StructureValue) report).members())
                .extracting(Map::keySet)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
                .contains("instance", "application", "version", "sdk", "capabilities", "applied", "batches");
    }

    @Test
    void ignoresEventsThatItDoesNotKnow() {
        Stream stream = server.nextStream();

        stream.raw("event: fireworks\ndata: {\"colour\": 7}\n\ndata: \n\n: comment\n\nretry: 5\n\n");

        LedgerState after = server.publish(server.flag("shop.banner", "off"));
        client.await(after.position());
        assertThat(client.time.pauses()).as("it needed no snapshot").isEmpty();
    }

    @Nested
    class WhenTheServerIsNotToBeBelieved {

        @Test
        void fetchesASnapshotAfterAGap() {
            Stream stream = server.nextStream();
            server.change(server.flag("shop.banner", "off"));

            LedgerState after = server.publish(server.flag("shop.search", "on"));

            client.await(after.position());
            assertThat(client.isActive("shop.banner")).isFalse();
            assertThat(stream.after()).isEmpty();
        }

        @Test
        void fetchesASnapshotWhenTheChecksumDiffers() {
            Stream stream = server.nextStream();
            LedgerState before = server.state();
            LedgerState after = server.change(server.flag("shop.banner", "off"), server.flag("shop.search", "on"));

            stream.sendFrame(before.position(), after, server.flag("shop.banner", "off"));

            client.await(after.position());
            assertThat(client.isActive("shop.search")).isTrue();
        }

        @Test
        void fetchesASnapshotWhenAHeartbeatIsAhead() {
            Stream stream = server.nextStream();
            LedgerState after = server.change(server.flag("shop.banner", "off"));

            stream.heartbeat();

            client.await(after.position());
            assertThat(client.isActive("shop.banner")).isFalse();
        }

        @Test
        void fetchesASnapshotWhenTheStateToRestoreIsNotHeld() {
            Stream stream = server.nextStream();
            LedgerState before = server.state();
            LedgerState after = server.change(server.flag("shop.banner", "off"));

            stream.sendBegin(before.position(), after.position());
            stream.send(new SyncEvent.Restore(new Position("first", 0), Optional.empty()));
            stream.send(new SyncEvent.Commit(after.position(), after.checksum().hex()));

            client.await(after.position());
        }

        @Test
        void fetchesASnapshotOfANewEpochAndFollowsIt() {
            Stream stream = server.nextStream();

            server.startEpoch("second", server.flag("shop.banner", "off"));
            stream.heartbeat();

            client.await(server.state().position());
            assertThat(client.isActive("shop.banner")).isFalse();
            LedgerState after = server.publish(server.flag("shop.banner", "on"));
            client.await(after.position());
        }

        @Test
        void survivesGarbage() {
            Stream stream = server.nextStream();
            LedgerState after = server.change(server.flag("shop.banner", "off"));

            stream.raw("event: put\ndata: {{{{\n\nevent: begin\ndata: []\n\nevent: commit\ndata: 7\n\n");

            client.await(after.position());
        }

        @Test
        void startsAfreshAfterAnOversizedEvent() {
            Stream stream = server.nextStream();
            client.time.pass(Duration.ofSeconds(6));

            stream.raw("event: put\ndata: " + "x".repeat(5 << 20) + "\n\n");

            assertThat(server.nextStream().after()).isEmpty();
            LedgerState after = server.publish(server.flag("shop.banner", "off"));
            client.await(after.position());
        }

        @Test
        void ignoresAFrameThatItAlreadyHas() {
            Stream stream = server.nextStream();
            LedgerState before = server.state();
            LedgerState after = server.publish(server.flag("shop.banner", "off"));
            client.await(after.position());

            stream.sendFrame(before.position(), after, server.flag("shop.banner", "on"));
            LedgerState last = server.publish(server.flag("shop.search", "on"));

            client.await(last.position());
            assertThat(client.isActive("shop.banner")).isFalse();
            assertThat(client.time.pauses()).as("it needed no snapshot").isEmpty();
        }

        @Test
        void appliesNothingOfAFrameThatWasCutOff() {
            Stream stream = server.nextStream();
            LedgerState before = server.state();
            stream.sendBegin(before.position(), before.position().next());
            SubjectState change = server.flag("shop.banner", "off");
            stream.send(new SyncEvent.Put(
                    change.subject(), change.version(), change.document().orElseThrow()));

            server.drop();

            server.nextStream();
            LedgerState after = server.publish(server.flag("shop.search", "on"));
            client.await(after.position());
            assertThat(client.isActive("shop.banner")).isTrue();
        }

        @Test
        void keepsItsStateWhenASnapshotIsDamaged() {
            Stream stream = server.nextStream();
            server.damagedSnapshots = true;
            LedgerState after = server.change(server.flag("shop.banner", "off"));
            client.time.hold();

            stream.heartbeat();
            client.await("a pause", () -> !client.time.pauses().isEmpty());
            client.time.release();

            client.await(Status.State.ERROR);
            assertThat(client.isActive("shop.banner")).isTrue();
            server.damagedSnapshots = false;
            client.await(after.position());
            client.await(Status.State.READY);
        }
    }

    @Nested
    class WhenTheKeyIsRefused {

        @Test
        void goesOnAnsweringAndAsksAgainSlowly() {
            server.nextStream();
            server.refusal = 401;

            server.drop();

            client.await(Status.State.FATAL);
            client.await("a pause", () -> client.time.pauses().size() > 1);
            assertThat(client.time.pauses().get(1)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
            assertThat(client.isActive("shop.banner")).isTrue();
            server.refusal = 0;
            client.await(Status.State.READY);
        }
    }

    @Nested
    class WhenTheAnswerIsNoStream {

        @Test
        void givesUpOnAServerThatNeverAnswers() {
            server.nextStream();
            server.mute = true;
            server.drop();
            server.nextStream();
            client.await(Status.State.STALE);
            server.mute = false;

            client.time.pass(Duration.ofSeconds(46));

            client.await(Status.State.READY);
        }

        @Test
        void saysThatSomethingElseAnswers() {
            server.nextStream();
            server.contentType = "text/html";

            server.drop();

            client.await(Status.State.ERROR);
            assertThat(client.belay.status().message()).contains("text/html");
            assertThat(client.isActive("shop.banner")).isTrue();
        }

        @Test
        void leavesABusyServerAloneForAsLongAsItAsks() {
            server.nextStream();
            server.retryAfter = "17";
            server.refusal = 503;

            server.drop();

            client.await("a pause", () -> client.time.pauses().size() > 1);
            assertThat(client.time.pauses().get(1)).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
            assertThat(client.belay.status().state()).isEqualTo(Status.State.STALE);
        }
    }

    @Nested
    class WhenReportsAreNotAccepted {

        @Test
        void reportsAgain() {
            client.close();
            try (ScriptedServer busy = new ScriptedServer()) {
                busy.telemetryStatus = 503;
                try (Client other = Client.of(busy).awaitReady()) {
                    Value refused = busy.nextReport();

                    assertThat(busy.nextReport()).isEqualTo(refused);
                    assertThat(other.belay.status().isReady()).isTrue();
                }
            }
        }
    }
}
