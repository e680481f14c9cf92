package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.json.Json;
import dev.belay.json.sync.SyncEvent;
import dev.belay.ledger.LedgerStore;
import dev.belay.server.access.KeyKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final SyncServer server = SyncServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class FromNothing {

        @Test
        void beginsWithASnapshotAndGoesOnFromThere() {
            Position first = server.put(10, "a");
            try (StreamReader stream = server.stream()) {
                StreamEvent begin = stream.next();
                Position second = server.put(10, "b");
                List<StreamEvent> frame = stream.frame();

                assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
                assertThat(begin.name()).isEqualTo("snapshot");
                assertThat(begin.id()).isEmpty();
                assertThat(begin.text("position")).isEqualTo(first.toString());
                assertThat(begin.text("url")).isEqualTo("/sdk/v1/snapshots/" + begin.text("hash"));
                assertThat(names(frame)).containsExactly("begin", "put", "commit");
                assertThat(frame.getFirst().text("previous")).isEqualTo(first.toString());
                assertThat(frame.getLast().id()).isEqualTo(second.toString());
            }
        }

        @Test
        void tellsWhereTheHeadIsAtOnce() {
            server.put(10, "a");
            try (StreamReader stream = server.stream()) {
                stream.any();
                StreamEvent heartbeat = stream.any();

                assertThat(heartbeat.name()).isEqualTo("heartbeat");
                assertThat(heartbeat.text("position"))
                        .isEqualTo(server.head().position().toString());
                assertThat(heartbeat.text("checksum"))
                        .isEqualTo(server.head().checksum().hex());
            }
        }

        @Test
        void beginsWithASnapshotWhenTheLastEventIsOfAnotherEpoch() {
            server.put(10, "a");
            try (StreamReader stream = server.streamAfter(new Position("elsewhere", 1))) {
                assertThat(stream.next().name()).isEqualTo("snapshot");
            }
        }

        @Test
        void beginsWithASnapshotWhenTheLastEventCannotBeRead() {
            try (StreamReader stream =
                    StreamReader.open(server.at("/sdk/v1/stream"), server.key(KeyKind.REPLICA), "nonsense")) {
                assertThat(stream.next().name()).isEqualTo("snapshot");
            }
        }

        @Test
        void beginsWithASnapshotWhenTheReceiverIsAheadOfTheLedger() {
            Position head = server.put(10, "a");
            try (StreamReader stream = server.streamAfter(new Position(head.epoch(), 9))) {
                assertThat(stream.next().text("position")).isEqualTo(head.toString());
            }
        }
    }

    @Nested
    class Frames {

        @Test
        void holdEveryChangeOfOneEntryAndTheChecksumAfterIt() {
            server.put(10, "gone");
            try (StreamReader stream = server.stream()) {
                stream.frame();
                server.archive("gone");
                List<StreamEvent> archived = stream.frame();
                server.put(10, "a", "b", "c");
                List<StreamEvent> frame = stream.frame();

                assertThat(names(archived)).containsExactly("begin", "delete", "commit");
                assertThat(archived.get(1).data()).contains("\"key\":\"gone\"").contains("\"version\":2");
                assertThat(names(frame)).containsExactly("begin", "put", "put", "put", "commit");
                assertThat(frame.getLast().text("checksum"))
                        .isEqualTo(server.head().checksum().hex());
                assertThat(frame.get(1).members().get("document"))
                        .isEqualTo(SyncServer.flag("a", 10).value());
            }
        }

        @Test
        void giveAnIdToTheCommitOnly() {
            try (StreamReader stream = server.stream()) {
                stream.frame();
                server.put(10, "a", "b");

                assertThat(stream.frame())
                        .filteredOn(event -> !event.id().isEmpty())
                        .extracting(StreamEvent::name)
                        .containsExactly("commit");
            }
        }

        @Test
        void canAllBeReadByTheSharedFormat() {
            server.put(10, "a");
            try (StreamReader stream = server.stream()) {
                StreamEvent snapshot = stream.next();
                server.put(10, "a", "b");
                List<StreamEvent> frame = stream.frame();

                assertThat(SyncEvent.read(snapshot.name(), snapshot.data())).isPresent();
                for (StreamEvent event : frame) {
                    assertThat(SyncEvent.read(event.name(), event.data())
                                    .orElseThrow()
                                    .data())
                            .isEqualTo(Json.read(event.data()));
                }
            }
        }

        @Test
        void becomeASnapshotWhenTheyAreTooLong() {
            try (StreamReader stream = server.stream()) {
                stream.frame();
                Position large = server.putMany(20, 20_000);
                StreamEvent instead = stream.next();
                server.put(10, "small");

                assertThat(instead.name()).isEqualTo("snapshot");
                assertThat(instead.text("position")).isEqualTo(large.toString());
                assertThat(names(stream.frame())).containsExactly("begin", "put", "commit");
            }
        }
    }

    @Nested
    class Resuming {

        @Test
        void bringsOnlyWhatWasMissed() {
            Position seen = server.put(10, "a");
            server.put(10, "b");
            Position newest = server.put(10, "c");
            try (StreamReader stream = server.streamAfter(seen)) {
                List<StreamEvent> first = stream.frame();
                List<StreamEvent> second = stream.frame();

                assertThat(names(first)).containsExactly("begin", "put", "commit");
                assertThat(first.getFirst().text("previous")).isEqualTo(seen.toString());
                assertThat(second.getLast().id()).isEqualTo(newest.toString());
            }
        }

        @Test
        void bringsNothingAtTheHead() {
            Position seen = server.put(10, "a");
            try (StreamReader stream = server.streamAfter(seen)) {
                assertThat(stream.any().name()).isEqualTo("heartbeat");
                server.put(10, "b");
                assertThat(names(stream.frame())).containsExactly("begin", "put", "commit");
            }
        }

        @Test
        void worksAfterTheServerWasStartedAgain() {
            LedgerStore store = server.ledgers();
            Position seen = server.put(10, "a");
            server.put(10, "b");
            server.archive("a");
            server.stop();
            try (SyncServer again = SyncServer.on(store, SyncFeature.Parts.HEARTBEAT);
                    StreamReader stream = again.streamAfter(seen)) {
                assertThat(names(stream.frame())).containsExactly("begin", "put", "commit");
                List<StreamEvent> last = stream.frame();
                assertThat(names(last)).containsExactly("begin", "delete", "commit");
                assertThat(last.getLast().text("checksum"))
                        .isEqualTo(again.head().checksum().hex());
            }
        }

        @Test
        void needsASnapshotAfterMoreThanAThousandEntries() {
            Position seen = server.put(1, "flag");
            for (int each = 1; each <= Frame.HISTORY; each++) {
                server.put(1 + each % 2, "flag");
            }
            try (StreamReader far = server.streamAfter(seen.next());
                    StreamReader tooFar = server.streamAfter(new Position(seen.epoch(), 0))) {
                assertThat(tooFar.next().name()).isEqualTo("snapshot");
                assertThat(far.next().name()).isEqualTo("begin");
            }
        }

        @Test
        void needsASnapshotWhenTheMissedFramesAreTooLong() {
            Position seen = server.put(10, "a");
            for (int each = 0; each < 6; each++) {
                server.putMany(10, 20_000 + each);
            }
            try (StreamReader stream = server.streamAfter(seen)) {
                assertThat(stream.next().name()).isEqualTo("snapshot");
            }
        }
    }

    @Nested
    class Heartbeats {

        @Test
        void tellWherePositionAndChecksumAre() {
            try (SyncServer quick = SyncServer.on(SyncServer.store(), Duration.ofMillis(50));
                    StreamReader stream = quick.stream()) {
                stream.frame();
                quick.put(10, "a");
                stream.frame();
                StreamEvent heartbeat = stream.any();

                assertThat(heartbeat.name()).isEqualTo("heartbeat");
                assertThat(heartbeat.id()).isEmpty();
                assertThat(heartbeat.text("position"))
                        .isEqualTo(quick.head().position().toString());
                assertThat(heartbeat.text("checksum"))
                        .isEqualTo(quick.head().checksum().hex());
            }
        }
    }

    static List<String> names(List<StreamEvent> frame) {
        return frame.stream().map(StreamEvent::name).toList();
    }
}
