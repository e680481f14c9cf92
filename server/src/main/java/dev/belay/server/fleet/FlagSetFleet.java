package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node has heard of those who follow a flag set.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class FlagSetFleet {

    private static final int MOST_RELAYS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final String flagSet;
    private final InstantSource clock;
    private final Changes changes;
    private final FlagSetInstances instances;
    private final RecentRevisions revisions = new RecentRevisions();
    private final Callers callers;
    private final Map<String, Told> relays = new ConcurrentHashMap<>();

    /** @param changes counts everything that is heard */
    FlagSetFleet(String flagSet, InstantSource clock, Changes changes) {
        this.flagSet = flagSet;
        this.clock = clock;
        this.changes = changes;
        this.instances = new FlagSetInstances(changes);
        this.callers = new Callers(clock);
    }

    FlagSetInstances instances() {
        return instances;
    }

    /** What has been heard so far, as a number. */
    Changes.Count count() {
        return changes.count();
    }

    /** Counts a client that asks for single answers. */
    void asked(String key, String address) {
        if (callers.note(key, address)) {
            changes.note(false);
        }
    }

    /**
     * Takes over the state that an entry left; nodes that have not been asked yet know of it from this one only.
     *
     * @param followed since when this node has heard of entries as they were made; those from before came late, whoever
     *     was connected here
     */
    void published(LedgerState after, Instant followed) {
        if (revisions.add(after, after.at().isBefore(followed))) {
            changes.note(false);
        }
    }

    /** Takes a report over, and answers how long the newest revision took that the instance has moved to, if any. */
    Optional<Duration> report(Report report) {
        String id = report.instance().id();
        Instant now = clock.instant();
        if (report.closing()) {
            instances.forget(id, now);
            relays.remove(id);
            return Optional.empty();
        }
        report.fleet().ifPresent(fleet -> relay(id, fleet, now));
        Whereabouts where = new Whereabouts(report.applied(), isDiverged(report), false);
        Optional<Duration> took = where.diverged() ? Optional.empty() : moved(report, now);
        // Only now, so that whoever finds it there finds how long that took, too.
        instances.report(report.instance(), where, now);
        return took;
    }

    private Optional<Duration> moved(Report report, Instant now) {
        Optional<Position> previous =
                report.previous().or(() -> instances.applied(report.instance().id()));
        if (previous.isEmpty() || report.applied().isEmpty()) {
            return Optional.empty();
        }
        return connectedSince(report, now)
                .flatMap(since -> revisions.moved(
                        previous.get(),
                        report.applied().get(),
                        new RecentRevisions.Arrival(since, now.minus(report.ago()))));
    }

    /** By the clock of this node, if the stream is here; otherwise by the instance's account. */
    private Optional<Instant> connectedSince(Report report, Instant now) {
        return instances
                .connectedSince(report.instance().id())
                .or(() -> report.connected().map(now::minus));
    }

    private boolean isDiverged(Report report) {
        boolean wrong = report.applied().isPresent()
                && report.checksum().isPresent()
                && revisions.contradicts(
                        report.applied().get(), report.checksum().get());
        if (wrong || report.diverged().isPresent()) {
            LOG.atWarn()
                    .addKeyValue("flagSet", flagSet)
                    .addKeyValue("instance", report.instance().id())
                    .addKeyValue(
                            "applied", report.applied().map(Position::toString).orElse("nothing"))
                    .addKeyValue("reason", report.diverged().orElse("wrong checksum"))
                    .log("instance.diverged");
        }
        return wrong || report.diverged().isPresent();
    }

    private void relay(String id, FleetReport fleet, Instant now) {
        if (relays.size() < MOST_RELAYS || relays.containsKey(id)) {
            relays.put(id, new Told(fleet.untimed(revisions.late()), now));
            changes.note(true);
        }
    }

    /** Everything that has been heard here. */
    NodeReport own(Position head) {
        Instant now = clock.instant();
        relays.values().removeIf(relay -> relay.at().isBefore(now.minus(FlagSetInstances.REMEMBERED)));
        FleetReport own = FleetReport.of(
                head,
                instances.instances(now),
                instances.departed(now),
                revisions.deliveries(),
                new Unconfirmable(instances.namelessStreams(), callers.lately()));
        return new NodeReport(new Told(own, now), relays);
    }

    /** What each of those can do who have told, here or at other nodes. */
    Collection<Set<String>> capabilities(Collection<NodeReport> others) {
        Map<Long, Set<String>> told = instances.capabilities();
        relays.values().forEach(relay -> relay.fleet().addCapabilitiesTo(told));
        others.forEach(other -> other.addCapabilitiesTo(told));
        return told.values();
    }

    /** Everything that has been heard here and at other nodes. */
    FleetReport report(Position head, Collection<NodeReport> others) {
        return own(head).with(others, clock.instant());
    }
}
