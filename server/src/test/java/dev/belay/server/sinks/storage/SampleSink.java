package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.ledger.LedgerId;
import dev.belay.server.operations.OperationsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A sink that is no more than its rows in the tables. */
public final class SampleSink {

    private SampleSink() {}

    /** A sink of all environments of the project {@code shop}. */
    public static SinkDefinition named(String id) {
        return named(id, "the sink " + id);
    }

    static SinkDefinition named(String id, String name) {
        return with(id, new Manner(name, Selection.EVERYTHING, false, false, Duration.ofHours(1)));
    }

    /** The same with another manner. */
    public static SinkDefinition with(String id, Manner manner) {
        return new SinkDefinition(
                id,
                "shop",
                Optional.empty(),
                manner,
                "test",
                new Value.StructureValue(Map.of()),
                Optional.empty(),
                false,
                0,
                Instant.EPOCH,
                "ada");
    }

    /** Adds such a sink, which stands at a position. */
    public static void add(OperationsDatabase database, String id, LedgerId flagSet, Position position) {
        new SinkStore(database).add(named(id), Map.of(flagSet, position));
    }
}
