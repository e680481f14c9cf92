package dev.belay.verification.nodes;

import static dev.belay.verification.server.Answers.count;
import static dev.belay.verification.server.Answers.items;
import static dev.belay.verification.server.Answers.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Awaited;
import dev.belay.verification.sdk.StreamLines;
import dev.belay.verification.sdk.Watched;
import dev.belay.verification.server.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each of two nodes on one database knows of the applications that follow through the other. */
class SharedFleetTest {

    private static final String FLAG = "shop.banner";

    private static final String SNAPSHOT = "event: snapshot";

    private final String database = Postgres.url(Postgres.newSchema());
    private RunningServer one;
    private RunningServer other;
    private String key;

    @BeforeEach
    void start() throws IOException {
        one = RunningServer.onPostgres(database);
        other = RunningServer.onPostgres(database);
        one.create(FLAG, "on");
        key = one.newKey("server");
        Awaited.until(() -> other.ask("/api/v1/projects/default/environments/production/keys")
                .body()
                .contains("\"kind\""));
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void isWhoHasConfirmedAChangeAndHowLongThatTook() {
        try (Watched here = Watched.ready(one, key);
                Watched there = Watched.ready(other, key)) {
            awaitAt(one.head(), 2);

            Position off = one.command(FLAG, "disable");
            here.await(off);
            there.await(off);
            long from = System.nanoTime();
            Map<String, Value> answer = one.get("/instances?within=20&position=" + off);

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
            assertThat(count(answer, "at")).isEqualTo(2);
            assertThat(count(answer, "behind")).isZero();
            Map<String, Value> newest = members(items(answer, "revisions").getFirst());
            assertThat(newest.get("confirmed")).isEqualTo(Value.of(2.0));
            assertThat(members(newest.get("took")).get("instances")).isEqualTo(Value.of(2.0));
            assertThat(items(answer, "instances"))
                    .hasSize(2)
                    .allSatisfy(
                            each -> assertThat(members(each).get("connected")).isEqualTo(Value.of(true)));
        }
    }

    @Test
    void goesOnWithThoseWhoseNodeStopsAndWhoConnectToAnother() {
        try (Watched there = Watched.ready(other, key)) {
            awaitAt(one.head(), 1);

            other.close();

            Awaited.until(() -> count(one.get("/instances"), "disconnected") == 1);
            assertThat(count(one.get("/instances"), "at")).isEqualTo(1);
            assertThat(there.isActive(FLAG)).isTrue();
        }
    }

    @Test
    void isAskedToFetchASnapshotWhicheverNodeIsTold() throws Exception {
        try (StreamLines stream = StreamLines.of(other.address(), key, "i-1")) {
            stream.until(SNAPSHOT);
            Awaited.until(() -> !items(one.get("/instances"), "instances").isEmpty());

            one.resync("i-1");
            assertThat(stream.until(SNAPSHOT)).last().isEqualTo(SNAPSHOT);
            one.resync();
            assertThat(stream.until(SNAPSHOT)).last().isEqualTo(SNAPSHOT);
        }
    }

    private void awaitAt(Position position, long instances) {
        for (RunningServer node : List.of(one, other)) {
            Awaited.until(() -> count(node.get("/instances?position=" + position), "at") == instances);
        }
    }
}
