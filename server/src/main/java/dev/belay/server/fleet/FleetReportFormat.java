package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.server.http.Structure;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes what a node or a replica knows, for others to add to what they know. */
final class FleetReportFormat {

    static final int IDENTITY_BYTES = Long.BYTES + Integer.BYTES;

    /** A text of this many stays below the longest one that a document may have. */
    static final int IDENTITIES_PER_TEXT = 4_000;

    private FleetReportFormat() {}

    static Value.StructureValue write(FleetReport report) {
        return new Structure()
                .with("head", report.head().toString())
                .with("groups", groups(report))
                .with("departed", departed(report.departed()))
                .with(
                        "deliveries",
                        report.deliveries().stream()
                                .map(FleetReportFormat::delivery)
                                .toList())
                .with("streams", report.unconfirmable().streams())
                .with("callers", callers(report.unconfirmable().callers()))
                .with(
                        "named",
                        report.named().stream().map(FleetReportFormat::named).toList())
                .value();
    }

    private static List<Value> groups(FleetReport report) {
        Map<Whereabouts, List<Map.Entry<Long, Sighting>>> told = new HashMap<>();
        report.sightings()
                .entrySet()
                .forEach(each -> told.computeIfAbsent(each.getValue().where(), _ -> new ArrayList<>())
                        .add(each));
        List<Value> groups = new ArrayList<>();
        told.forEach((where, instances) -> groups.add(where(where)
                .with("identities", identities(instances, Sighting::at))
                .value()));
        report.further()
                .forEach((where, count) ->
                        groups.add(where(where).with("further", count).value()));
        return groups;
    }

    static Structure where(Whereabouts where) {
        return new Structure()
                .withText("applied", where.applied().map(Position::toString))
                .with("diverged", where.diverged())
                .with("connected", where.connected());
    }

    private static List<Value> departed(Map<Long, Instant> departed) {
        return identities(List.copyOf(departed.entrySet()), at -> at);
    }

    private static <T> List<Value> identities(List<Map.Entry<Long, T>> instances, Function<T, Instant> when) {
        List<Value> texts = new ArrayList<>();
        for (int from = 0; from < instances.size(); from += IDENTITIES_PER_TEXT) {
            var some = instances.subList(from, Math.min(instances.size(), from + IDENTITIES_PER_TEXT));
            ByteBuffer bytes = ByteBuffer.allocate(some.size() * IDENTITY_BYTES);
            some.forEach(each -> bytes.putLong(each.getKey())
                    .putInt((int) when.apply(each.getValue()).getEpochSecond()));
            texts.add(Value.of(Base64.getEncoder().encodeToString(bytes.array())));
        }
        return texts;
    }

    private static Value delivery(Delivery delivery) {
        List<Value> buckets = new ArrayList<>();
        delivery.times().buckets().forEach((bucket, count) -> {
            buckets.add(Value.of((double) bucket));
            buckets.add(Value.of((double) count));
        });
        return new Structure()
                .with("position", delivery.position().toString())
                .with("at", InstantFormat.write(delivery.at()))
                .with("last", delivery.times().last())
                .with("buckets", buckets)
                .value();
    }

    private static String callers(DistinctCount callers) {
        return callers.isEmpty() ? "" : callers.text();
    }

    private static Value named(NamedInstance named) {
        Instance instance = named.instance();
        return where(named.seen().where())
                .with("instance", instance.id())
                .with("application", instance.application())
                .with("version", instance.version())
                .with("sdk", instance.sdk())
                .with("host", instance.host())
                .with("address", instance.address())
                .with("lastSeen", InstantFormat.write(named.seen().at()))
                .value();
    }
}
