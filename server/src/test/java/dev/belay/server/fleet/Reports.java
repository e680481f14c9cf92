package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What instances and fleets say in tests. */
final class Reports {

    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private Reports() {}

    static Position at(long revision) {
        return new Position("e", revision);
    }

    static Instance instance(String id) {
        return new Instance(id, "shop", "1.4", "belay-java/1", "host-" + id, "10.0.0.7", Set.of());
    }

    static Report of(String id, Position applied) {
        return new Report(
                instance(id),
                Optional.of(applied),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                Optional.empty());
    }

    static Report withChecksum(Report report, String checksum) {
        return new Report(
                report.instance(),
                report.applied(),
                report.previous(),
                Optional.of(checksum),
                report.diverged(),
                report.ago(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    static Report moving(String id, Position previous, Position applied, Duration ago) {
        return new Report(
                instance(id),
                Optional.of(applied),
                Optional.of(previous),
                Optional.empty(),
                Optional.empty(),
                ago,
                Optional.of(Duration.ofDays(1)),
                false,
                Optional.empty());
    }

    /** The same of an instance whose stream was opened some time ago. */
    static Report following(Duration since, Report report) {
        return new Report(
                report.instance(),
                report.applied(),
                report.previous(),
                report.checksum(),
                report.diverged(),
                report.ago(),
                Optional.of(since),
                false,
                Optional.empty());
    }

    static Report goodbye(String id) {
        return new Report(
                instance(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                true,
                Optional.empty());
    }

    static Report of(String replica, Position applied, FleetReport fleet) {
        return new Report(
                instance(replica),
                Optional.of(applied),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                Optional.of(fleet));
    }

    static NamedInstance named(String id, long revision, Instant seen) {
        Whereabouts where = new Whereabouts(Optional.of(at(revision)), false, true);
        return new NamedInstance(instance(id), new Sighting(where, seen));
    }

    static FleetReport fleet(long head, NamedInstance... instances) {
        return FleetReport.of(at(head), List.of(instances), Map.of(), List.of(), Unconfirmable.NOBODY);
    }
}
