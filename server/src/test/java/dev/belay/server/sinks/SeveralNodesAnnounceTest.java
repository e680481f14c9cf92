package dev.belay.server.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.server.secrets.SecretBox;
import dev.belay.server.storage.PostgresAddress;
import dev.belay.server.storage.PostgresStorage;
import dev.belay.server.testing.Documents;
import dev.belay.server.testing.RunningApplication;
import dev.belay.store.sql.testing.Postgres;
import dev.belay.testkit.Epochs;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that share a PostgreSQL database share its sinks, too. */
class SeveralNodesAnnounceTest {

    private static final String SINKS = "/api/v1/projects/default/sinks";

    private final PGSimpleDataSource database = Postgres.newSchema();

    @Test
    @SuppressWarnings("try") // One node ends before the other, in the middle.
    void oneNodeDeliversAndAnotherTakesOver() throws IOException {
        try (Receiver receiver = Receiver.start();
                RunningApplication one = node();
                RunningApplication other = node()) {
            String sink = make(one, receiver);
            one.put("flags/a", Documents.flag("a"));
            other.post("flags/a/disable", "{}");
            one.post("flags/a/enable", "{}");
            receiver.awaitTaken("a", 3);

            one.close();
            other.post("flags/a/disable", "{}");
            receiver.awaitTaken("a", 4);

            assertThat(receiver.taken())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                            .mapToObj(version -> "a@" + version)
                            .toList());
            assertThat(other.get(SINKS + "/" + sink).text("/state")).isEqualTo("active");
        }
    }

    @Test
    void aNodeThatStopsKeepsWhatIsUnderWayAndItsLeaseFree() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (Receiver receiver = Receiver.start()) {
            RunningApplication node = node();
            make(node, receiver);
            receiver.refuse(503, event -> {
                underWay.countDown();
                await(answer);
                return false;
            });
            node.post("changes", Documents.changeSet("a", "b", "c"));
            await(underWay);
            Thread closing = Thread.ofVirtual().start(node::close);
            while (closing.getState() == Thread.State.RUNNABLE || closing.getState() == Thread.State.NEW) {
                Thread.onSpinWait();
            }
            answer.countDown();
            closing.join();

            assertThat(read("SELECT holder FROM sink_lease")).isEmpty();
            int taken = receiver.taken().size();
            assertThat(taken).isBetween(1, 3);
            assertThat(read(
                            taken == 3
                                    ? "SELECT COUNT(*) FROM sink_cursor WHERE part_entry IS NULL"
                                    : "SELECT part_changes FROM sink_cursor"))
                    .isEqualTo(Integer.toString(taken == 3 ? 1 : taken));
        }
    }

    @Test
    @SuppressWarnings("try") // The node without a key only has to be there.
    void aNodeThatCannotReadSecretsLeavesTheSinkToOneThatCan() throws IOException {
        try (Receiver receiver = Receiver.start()) {
            String sink;
            try (RunningApplication maker = node()) {
                sink = make(maker, receiver);
            }
            try (RunningApplication without = node(SinkFeature.Settings.DEFAULT)) {
                without.put("flags/a", Documents.flag("a"));
                awaitState(without, sink, "blocked");
                try (RunningApplication with = node()) {
                    receiver.awaitTaken("a", 1);

                    awaitState(with, sink, "active");
                }
            }
        }
    }

    private static String make(RunningApplication node, Receiver receiver) {
        return node.post(
                        SINKS,
                        "{\"name\": \"audit\", \"environment\": \"production\", \"webhook\": {\"url\": \"%s\"}}"
                                .formatted(receiver.url()))
                .text("/id");
    }

    private static void awaitState(RunningApplication node, String sink, String state) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!node.get(SINKS + "/" + sink).text("/state").equals(state)) {
            assertThat(System.nanoTime()).as("until the sink is " + state).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private String read(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private RunningApplication node() {
        return node(SinkFeature.Settings.DEFAULT.withSecrets(
                Optional.of(new SecretBox(new byte[SecretBox.KEY_BYTES], new SecureRandom()))));
    }

    private RunningApplication node(SinkFeature.Settings settings) {
        PostgresAddress address = PostgresAddress.of(Postgres.url(database), Map.of());
        return RunningApplication.announcing(
                PostgresStorage.open(address, InstantSource.system(), new Epochs()), settings);
    }
}
