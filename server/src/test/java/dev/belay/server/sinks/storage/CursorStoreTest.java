package dev.belay.server.sinks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CursorStoreTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final Cursor.Part PART = new Cursor.Part(at(8), 42);
    private static final Cursor.Trouble TROUBLE = new Cursor.Trouble(
            Instant.EPOCH, Duration.ofMinutes(5), 3, "e:8/flag/x", "The receiver answered 503", true);

    @TempDir
    private Path folder;

    private OperationsDatabase database;
    private CursorStore cursors;
    private long fence;

    private void open(Dialect dialect) {
        database = Operations.empty(dialect, folder);
        cursors = new CursorStore(database);
        SampleSink.add(database, "s", FLAGS, at(5));
        fence = new Leases(database, "one", false, System::nanoTime)
                .hold("s", Optional.empty())
                .orElseThrow()
                .fence();
    }

    @ParameterizedTest
    @EnumSource
    void keepsHowFarALineHasComeWithinAnEntryAndWhatKeepsIt(Dialect dialect) {
        open(dialect);
        Cursor cursor = stored().at(at(7), Optional.of(at(6))).within(PART).with(TROUBLE);

        assertThat(cursors.store(cursor, fence)).isTrue();

        assertThat(stored()).isEqualTo(cursor);
        assertThat(cursors.store(cursor.at(at(8), Optional.of(at(8))), fence)).isTrue();
        assertThat(stored().part()).isEmpty();
        assertThat(stored().trouble()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatIsToldToTryAgainGoesOnWithinItsEntry(Dialect dialect) {
        open(dialect);
        cursors.store(stored().within(PART).with(TROUBLE), fence);

        cursors.release("s");

        assertThat(stored().part()).contains(PART);
        assertThat(stored().trouble()).isEmpty();
        assertThat(stored().generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatWaitsForNothingIsNotToldToTryAgain(Dialect dialect) {
        open(dialect);
        Cursor cursor = stored();

        cursors.release("s");

        assertThat(cursors.store(cursor.at(at(7), Optional.of(at(7))), fence)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void noCursorIsMadeForASinkThatIsDeletedAndNoneIsLeft(Dialect dialect) {
        open(dialect);
        assertThat(cursors.all()).hasSize(1);

        new SinkStore(database).delete("s");
        cursors.make("s", FLAGS, at(5));

        assertThat(cursors.of("s")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatIsLeftOfADeletedSinkIsNobodys(Dialect dialect) {
        open(dialect);

        older("DELETE FROM sink");

        assertThat(cursors.of("s")).hasSize(1);
        assertThat(cursors.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCursorThatIsMovedForgetsWhatWasDoneOfItsEntry(Dialect dialect) {
        open(dialect);
        cursors.store(stored().within(PART), fence);

        cursors.move("s", FLAGS, at(5));
        cursors.release("s");

        assertThat(stored().part()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheEventThatACursorWaitsForIsSkipped(Dialect dialect) {
        open(dialect);
        Cursor waiting = stored().within(PART).with(TROUBLE);
        cursors.store(waiting, fence);
        Cursor past = waiting.within(new Cursor.Part(at(8), 43));

        assertThat(cursors.skip("e:8/flag/y", past)).isFalse();
        assertThat(cursors.skip("e:8/flag/x", past)).isTrue();
        assertThat(cursors.skip("e:8/flag/x", past)).isFalse();

        assertThat(stored().part()).contains(new Cursor.Part(at(8), 43));
        assertThat(stored().trouble()).isEmpty();
        assertThat(cursors.store(waiting, fence)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDoesNotKnowOfPartsMayMoveACursor(Dialect dialect) {
        open(dialect);
        cursors.store(stored().within(PART), fence);

        older("UPDATE sink_cursor SET position = 'e:1', announced = 'e:1', generation = generation + 1,"
                + " failing_since = NULL, attempts = 0, event = NULL, error = NULL, blocked = 0");
        assertThat(stored().part()).isEmpty();

        cursors.release("s");
        assertThat(stored().part()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDoesNotKnowOfPartsMayDeliver(Dialect dialect) {
        open(dialect);
        cursors.store(stored().within(PART), fence);

        older("UPDATE sink_cursor SET position = 'e:9', announced = 'e:9', failing_since = 5, attempts = 1,"
                + " event = 'e:10/flag/a', error = 'x', blocked = 0");

        assertThat(stored().position()).isEqualTo(at(9));
        assertThat(stored().trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble.tried()).isZero());
    }

    private void older(String sql) {
        database.use(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private Cursor stored() {
        return cursors.of("s").get(0);
    }

    private static Position at(long revision) {
        return new Position("e", revision);
    }
}
