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
import java.util.Set;
import java.util.function.Function;

/** Writes what a node or a replica knows, for others to add to what they know. */
final class FleetReportFormat {

    static final int IDENTITY_BYTES = Long.BYTES + Integer.BYTES;

    /** A text of this many stays below the longest one that a document may have. */
    static final int IDENTITIES_PER_TEXT = 4_000;

    /** Beyond these, what instances can do is left out; there are about as many releases of SDKs in use. */
    static final int MOST_CAPABILITY_SETS = 50;

    private FleetReportFormat() {}

    /**
     * Writes a report.
     *
     * @param named how many instances are named at most
     */
    static Value.StructureValue write(FleetReport report, int named) {
        List<Set<String>> capabilities = capabilities(report);
        return new Structure()
                .with("head", report.head().toString())
                .with(
                        "capabilities",
                        capabilities.stream().map(FleetReportFormat::words).toList())
                .with("groups", groups(report, capabilities))
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
                        report.named().stream()
                                .limit(named)
                                .map(FleetReportFormat::named)
                                .toList())
                .value();
    }

    private static List<Set<String>> capabilities(FleetReport report) {
        return report.sightings().values().stream()
                .map(Sighting::capabilities)
                .filter(told -> !told.isEmpty())
                .distinct()
                .limit(MOST_CAPABILITY_SETS)
                .toList();
    }

    private static Value words(Set<String> capabilities) {
        return Value.of(capabilities.stream().sorted().map(Value::of).toList());
    }

    private static List<Value> groups(FleetReport report, List<Set<String>> capabilities) {
        Map<Group, List<Map.Entry<Long, Sighting>>> told = new HashMap<>();
        report.sightings().entrySet().forEach(each -> {
            Sighting seen = each.getValue();
            told.computeIfAbsent(new Group(seen.where(), seen.capabilities()), _ -> new ArrayList<>())
                    .add(each);
        });
        List<Value> groups = new ArrayList<>();
        told.forEach((group, instances) -> {
            Structure written = where(group.where).with("identities", identities(instances, Sighting::at));
            int index = capabilities.indexOf(group.capabilities);
            groups.add((index < 0 ? written : written.with("capabilities", index)).value());
        });
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

    private record Group(Whereabouts where, Set<String> capabilities) {}
}
