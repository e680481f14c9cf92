package dev.belay.server.sinks.announce;

import dev.belay.server.sinks.delivery.Sink;
import dev.belay.server.sinks.storage.CursorStore;
import dev.belay.server.sinks.storage.Leases;
import dev.belay.server.sinks.storage.Manner;
import dev.belay.server.sinks.storage.UndeliverableStore;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What a line works with. */
record LineParts(
        EventSource source,
        Sink sink,
        Manner manner,
        Leases.Lease lease,
        CursorStore cursors,
        UndeliverableStore undeliverable,
        Pauses pauses,
        Measures measures,
        InstantSource clock,
        LongSupplier nanos) {}
