package dev.belay.server.sinks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.store.sql.testing.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node does with a sink while another one deletes it. */
@Timeout(60)
class DeletedSinkTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final LedgerId OTHER = LedgerId.flagSet("shop", "staging");
    private static final Position START = new Position("e", 0);

    private final OperationsDatabase database = OperationsDatabase.open(Postgres.newSchema());
    private final SinkStore sinks = new SinkStore(database);
    private final CursorStore cursors = new CursorStore(database);
    private final UndeliverableStore undeliverable = new UndeliverableStore(database, 1);
    private final Leases leases = new Leases(database, "one", false, System::nanoTime);

    @BeforeEach
    void add() {
        SampleSink.add(database, "s", FLAGS, START);
        undeliverable.add(event(1));
    }

    @Test
    void nothingIsLeftOfASinkThatIsDeletedMeanwhile() {
        whileItIsDeleted("sink_cursor", () -> cursors.make("s", OTHER, START));

        assertNothingIsLeft();
    }

    @Test
    void nobodyHoldsASinkThatIsDeletedMeanwhile() {
        whileItIsDeleted(
                "sink_lease",
                () -> assertThat(leases.hold("s", Optional.empty())).isEmpty());

        assertNothingIsLeft();
    }

    @Test
    void whoForgetsAnEventOfASinkThatIsDeletedMeanwhileIsNotWaitedFor() {
        whileItIsDeleted("sink_", () -> undeliverable.add(event(2)));

        assertNothingIsLeft();
    }

    @Test
    void whatIsAddedBeforeASinkIsDeletedGoesWithIt() {
        CompletableFuture<Void> deletion = database.inTransaction(connection -> {
            cursors.make(connection, "s", OTHER, START);
            CompletableFuture<Void> deleting = CompletableFuture.runAsync(() -> sinks.delete("s"));
            awaitWaiting("DELETE FROM sink ", deleting);
            return deleting;
        });
        deletion.join();

        assertNothingIsLeft();
    }

    // In whichever order the rest goes.
    private void whileItIsDeleted(String table, Runnable other) {
        CompletableFuture<Void> done = database.inTransaction(connection -> {
            delete(connection, "sink WHERE id = 's'");
            delete(connection, "sink_lease");
            delete(connection, "sink_cursor");
            CompletableFuture<Void> under = CompletableFuture.runAsync(other);
            awaitWaiting(table, under);
            delete(connection, "sink_undeliverable");
            return under;
        });
        done.join();
    }

    private static void delete(Connection connection, String rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + rows);
        }
    }

    private void awaitWaiting(String query, CompletableFuture<Void> work) {
        while (!work.isDone()
                && !isThere("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%" + query
                        + "%'")) {
            Thread.onSpinWait();
        }
    }

    private boolean isThere(String sql) {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return rows.next();
            }
        });
    }

    private void assertNothingIsLeft() {
        assertThat(List.of("sink", "sink_lease", "sink_cursor", "sink_undeliverable"))
                .noneMatch(table -> isThere("SELECT 1 FROM " + table));
    }

    private static UndeliverableEvent event(int number) {
        Position position = new Position("e", number);
        return new UndeliverableEvent(
                "s", FLAGS, position + "/flag/x", position, Instant.ofEpochMilli(number), 1, "gone");
    }
}
