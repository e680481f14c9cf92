package dev.belay.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private static final int MANY = 10_000;
    private static final int BATCH = 250;

    private final SyncServer server = SyncServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheWayBackToStreamsThatHoldTheTarget() {
        server.putMany(20, 100);
        try (StreamReader stream = server.stream()) {
            stream.frame();
            server.putMany(20, 200);
            stream.frame();
            Position restored = server.rollBackTo(1);
            List<StreamEvent> frame = stream.frame();

            assertThat(StreamTest.names(frame)).containsExactly("begin", "restore", "commit");
            assertThat(frame.get(1).text("of")).isEqualTo(new Position(restored.epoch(), 1).toString());
            assertThat(frame.getLast().text("checksum"))
                    .isEqualTo(server.head().checksum().hex());
        }
    }

    @Test
    void spellsEverythingOutToStreamsThatCameLater() {
        server.putMany(20, 100);
        server.putMany(20, 200);
        try (StreamReader stream = server.stream()) {
            stream.frame();
            server.rollBackTo(1);
            List<StreamEvent> frame = stream.frame();

            assertThat(frame).hasSize(22).filteredOn(event -> event.is("put")).hasSize(20);
            assertThat(frame.getLast().text("checksum"))
                    .isEqualTo(server.head().checksum().hex());
        }
    }

    @Test
    void namesTheFlagsThatARollbackIsLimitedTo() {
        server.put(1_000, "a", "b");
        try (StreamReader stream = server.stream()) {
            stream.frame();
            server.put(2_000, "a", "b");
            stream.frame();
            server.rollBackTo(1, "a");
            List<StreamEvent> frame = stream.frame();

            assertThat(StreamTest.names(frame)).containsExactly("begin", "restore", "commit");
            assertThat(frame.get(1).data()).endsWith("\"only\":[{\"key\":\"a\",\"kind\":\"flag\"}]}");
        }
    }

    @Test
    void countsHistoryFromTheEventThatAStreamResumedAfter() {
        Position target = server.putMany(20, 100);
        server.putMany(20, 200);
        try (StreamReader stream = server.streamAfter(target)) {
            stream.frame();
            server.rollBackTo(1);

            assertThat(StreamTest.names(stream.frame())).containsExactly("begin", "restore", "commit");
        }
    }

    @Test
    void costsLessThanAKilobyteForTenThousandFlags() {
        for (int first = 0; first < MANY; first += BATCH) {
            putBatch(first, 100);
        }
        long target = server.head().position().revision();
        try (StreamReader holder = server.stream()) {
            holder.frame();
            for (int first = 0; first < MANY; first += BATCH) {
                putBatch(first, 200);
                // One by one: a stream that falls behind would be sent a snapshot.
                assertThat(holder.frame()).hasSize(BATCH + 2);
            }
            try (StreamReader late = server.stream()) {
                late.frame();
                Position restored = server.rollBackTo(target);
                List<StreamEvent> frame = holder.frame();

                assertThat(StreamTest.names(frame)).containsExactly("begin", "restore", "commit");
                assertThat(frame.stream().mapToInt(StreamEvent::length).sum()).isLessThan(1_000);
                assertThat(frame.getLast().text("checksum"))
                        .isEqualTo(server.head().checksum().hex());
                assertThat(late.next().text("position")).isEqualTo(restored.toString());
            }
        }
    }

    @Test
    void goesBackBehindAChangeThatWasItselfTooLargeForAStream() {
        Position target = server.putMany(2_000, 100);
        try (StreamReader stream = server.stream()) {
            stream.frame();
            Position large = server.putMany(2_000, 200);
            assertThat(stream.frame().getFirst().text("position")).isEqualTo(large.toString());
            server.rollBackTo(target.revision());

            assertThat(StreamTest.names(stream.frame())).containsExactly("begin", "restore", "commit");
        }
    }

    private void putBatch(int first, int characters) {
        server.put(
                characters,
                IntStream.range(first, first + BATCH)
                        .mapToObj(each -> "flag-" + each)
                        .toArray(String[]::new));
    }
}
