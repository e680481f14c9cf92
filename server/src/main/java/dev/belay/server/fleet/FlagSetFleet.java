package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node has heard of those who follow a flag set.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class FlagSetFleet {

    /** A replica whose report is not renewed for this long is cut off, and so is, for all we know, all behind it. */
    static final Duration FRESH = Duration.ofSeconds(30);

    private static final int MOST_RELAYS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger("belay.fleet");

    private final String flagSet;
    private final InstantSource clock;
    private final FlagSetInstances instances = new FlagSetInstances();
    private final RecentRevisions revisions = new RecentRevisions();
    private final Callers callers;
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();

    FlagSetFleet(String flagSet, InstantSource clock) {
        this.flagSet = flagSet;
        this.clock = clock;
        this.callers = new Callers(clock);
    }

    FlagSetInstances instances() {
        return instances;
    }

    Callers callers() {
        return callers;
    }

    /** Takes over the state that an entry left. */
    void published(LedgerState after) {
        revisions.add(after);
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
        Optional<Whereabouts> before = instances.report(report.instance(), where, now);
        Optional<Position> previous = report.previous().or(() -> before.flatMap(Whereabouts::applied));
        return where.diverged() || previous.isEmpty() || report.applied().isEmpty()
                ? Optional.empty()
                : revisions.moved(previous.get(), report.applied().get(), now, report.ago());
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
            relays.put(id, new Relay(fleet, now));
        }
    }

    /** Everything that has been heard, from replicas, too. */
    FleetReport report(Position head) {
        Instant now = clock.instant();
        FleetReport all = FleetReport.of(
                head,
                instances.instances(now),
                instances.departed(now),
                revisions.deliveries(),
                new Unconfirmable(instances.namelessStreams(), callers.lately()));
        relays.values().removeIf(relay -> relay.at.isBefore(now.minus(FlagSetInstances.REMEMBERED)));
        for (Relay relay : relays.values()) {
            boolean fresh = relay.at.isAfter(now.minus(FRESH));
            all = all.plus(fresh ? relay.fleet : relay.fleet.cutOff());
        }
        return all;
    }

    private record Relay(FleetReport fleet, Instant at) {}
}
