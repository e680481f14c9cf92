package dev.belay.server.fleet;

import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other nodes have said of the fleets that they know. Only what they have written since is read again.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class OtherNodes {

    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final FleetTables tables;
    private final InstantSource clock;
    private Map<Key, Kept> kept = Map.of();

    OtherNodes(FleetTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** For each flag set the reports of nodes, by the nodes' names. */
    Map<LedgerId, Map<String, NodeReport>> read() {
        List<FleetTables.Row> rows = tables.others();
        Instant now = clock.instant();
        Map<Key, Kept> next = new HashMap<>();
        Map<LedgerId, Map<String, NodeReport>> told = new HashMap<>();
        for (FleetTables.Row row : rows) {
            Kept current = current(row, now);
            next.put(new Key(row.node(), row.flagSet()), current);
            if (current.report() != null) {
                told.computeIfAbsent(LedgerId.parse(row.flagSet()), _ -> new HashMap<>())
                        .put(row.node(), current.report().heardAt(now.minus(row.seen())));
            }
        }
        kept = next;
        return told;
    }

    private Kept current(FleetTables.Row row, Instant now) {
        Kept before = kept.get(new Key(row.node(), row.flagSet()));
        return before != null && before.generation() == row.generation()
                ? before
                : new Kept(row.generation(), parsed(row, now));
    }

    // One that cannot be read here says nothing here, and is not asked for again: a newer node may have written it.
    private @Nullable NodeReport parsed(FleetTables.Row row, Instant now) {
        byte[] bytes = tables.read(row);
        try {
            LedgerId.parse(row.flagSet());
            return bytes.length == 0 ? null : NodeReportFormat.read(bytes, now.minus(row.written()));
        } catch (RuntimeException unreadable) {
            LOG.warn("fleet.unreadable node={} flagSet={}", row.node(), row.flagSet(), unreadable);
            return null;
        }
    }

    private record Key(String node, String flagSet) {}

    private record Kept(long generation, @Nullable NodeReport report) {}
}
