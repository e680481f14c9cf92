package dev.belay.server.sinks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.Dialect;
import dev.belay.server.operations.OperationsDatabase;
import dev.belay.server.testing.Operations;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndeliverableStoreTest {

    private static final LedgerId FLAGS = LedgerId.flagSet("shop", "production");
    private static final LedgerId OTHER = LedgerId.flagSet("shop", "staging");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theOldestAreForgottenAndCountedWhereThereAreTooMany(Dialect dialect) {
        OperationsDatabase database = Operations.empty(dialect, folder);
        SampleSink.add(database, "s", FLAGS, new Position("e", 0));
        new CursorStore(database).make("s", OTHER, new Position("e", 0));
        UndeliverableStore events = new UndeliverableStore(database, 3);

        events.add(event(OTHER, 1));
        for (int number = 1; number <= 5; number++) {
            events.add(event(FLAGS, number));
        }
        events.add(event(FLAGS, 5));

        assertThat(events.of("s", 100))
                .extracting(UndeliverableEvent::id)
                .containsExactly("e:1/flag/x", "e:3/flag/x", "e:4/flag/x", "e:5/flag/x");
        assertThat(events.count("s")).isEqualTo(4);
        assertThat(events.forgotten("s")).isEqualTo(2);
        assertThat(events.forgotten("other")).isZero();
    }

    private static UndeliverableEvent event(LedgerId flagSet, int number) {
        Position position = new Position("e", number);
        return new UndeliverableEvent(
                "s", flagSet, position + "/flag/x", position, Instant.ofEpochMilli(number), 1, "gone");
    }
}
