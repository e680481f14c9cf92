package dev.belay.server.sinks.announce;

import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.Manner;
import dev.belay.server.sinks.storage.UndeliverableStore;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a line works with.
 *
 * @param current whether the sink is still the one that the line was made for; may block
 */
record LineParts(
        EventSource source,
        Sink sink,
        Manner manner,
        BooleanSupplier current,
        Leases.Lease lease,
        CursorStore cursors,
        UndeliverableStore undeliverable,
        Pauses pauses,
        Measures measures,
        InstantSource clock,
        LongSupplier nanos) {}
