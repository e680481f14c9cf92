package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.json.InstantFormat;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what {@link FleetReportFormat} writes; what is wrong with it is noted in the part that it is read from. */
final class FleetReportReader {

    private static final long MOST = 1L << 50;
    private static final Position NOWHERE = new Position("none", 0);

    private final Map<Long, Sighting> sightings = new HashMap<>();
    private final Map<Whereabouts, Long> further = new HashMap<>();
    private final List<Set<String>> capabilities = new ArrayList<>();

    private FleetReportReader() {}

    static FleetReport read(Part part) {
        return new FleetReportReader().report(part.members(Set.of()));
    }

    private FleetReport report(Members report) {
        report.find("capabilities").map(Part::items).orElse(List.of()).stream()
                .limit(FleetReportFormat.MOST_CAPABILITY_SETS)
                .forEach(each -> capabilities.add(words(each)));
        report.require("groups").items().forEach(each -> group(each.members(Set.of())));
        return new FleetReport(
                position(report.require("head")),
                sightings,
                further,
                departed(report),
                items(report.require("deliveries"), RecentRevisions.MOST, FleetReportReader::delivery),
                new Unconfirmable(report.require("streams").integer(0, MOST), callers(report.require("callers"))),
                items(report.require("named"), FleetReport.MOST_NAMED, FleetReportReader::named));
    }

    private void group(Members group) {
        Whereabouts where = where(group);
        group.find("further").ifPresent(part -> further.merge(where, part.integer(0, MOST), Long::sum));
        Set<String> can = group.find("capabilities").map(this::capabilities).orElse(Set.of());
        group.find("identities").map(Part::items).orElse(List.of()).forEach(part -> identities(where, can, part));
    }

    private static Set<String> words(Part part) {
        return part.items().stream()
                .limit(InstanceReport.MOST_CAPABILITIES)
                .map(Part::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> capabilities(Part part) {
        int index = (int) part.integer(0, FleetReportFormat.MOST_CAPABILITY_SETS);
        return index < capabilities.size() ? capabilities.get(index) : Set.of();
    }

    private static Map<Long, Instant> departed(Members report) {
        Map<Long, Instant> departed = new HashMap<>();
        report.find("departed").map(Part::items).orElse(List.of()).forEach(part -> identities(part, departed::put));
        return departed;
    }

    private void identities(Whereabouts where, Set<String> can, Part part) {
        identities(part, (identity, seen) -> {
            if (sightings.size() < FleetReport.MOST_SIGHTINGS) {
                sightings.put(identity, new Sighting(where, seen, can));
            }
        });
    }

    private static void identities(Part part, BiConsumer<Long, Instant> each) {
        ByteBuffer bytes = ByteBuffer.wrap(parsed(part, Base64.getDecoder()::decode, new byte[0]));
        while (bytes.remaining() >= FleetReportFormat.IDENTITY_BYTES) {
            long identity = bytes.getLong();
            Instant seen = Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt()));
            each.accept(identity, seen);
        }
    }

    private static Whereabouts where(Members members) {
        return new Whereabouts(
                members.find("applied").map(FleetReportReader::position),
                members.require("diverged").truth(),
                members.require("connected").truth());
    }

    private static Delivery delivery(Part part) {
        Members delivery = part.members(Set.of());
        DeliveryTimes times = new DeliveryTimes();
        List<Part> buckets = delivery.require("buckets").items();
        for (int each = 0; each + 1 < buckets.size(); each += 2) {
            int bucket = (int) buckets.get(each).integer(0, DeliveryTimes.lastBucket());
            times.add(bucket, buckets.get(each + 1).integer(0, MOST));
        }
        times.atLeast(delivery.require("last").integer(0, MOST));
        return new Delivery(position(delivery.require("position")), instant(delivery.require("at")), times);
    }

    private static NamedInstance named(Part part) {
        Members named = part.members(Set.of());
        Instance instance = new Instance(
                named.require("instance").text(),
                named.require("application").text(),
                named.require("version").text(),
                named.require("sdk").text(),
                named.require("host").text(),
                named.require("address").text(),
                Set.of());
        return new NamedInstance(instance, new Sighting(where(named), instant(named.require("lastSeen"))));
    }

    private static DistinctCount callers(Part part) {
        return part.text().isEmpty() ? new DistinctCount() : parsed(part, DistinctCount::parse, new DistinctCount());
    }

    private static Position position(Part part) {
        return parsed(part, Position::parse, NOWHERE);
    }

    private static Instant instant(Part part) {
        return parsed(part, InstantFormat::parse, Instant.EPOCH);
    }

    private static <T> T parsed(Part part, Function<String, T> parse, T otherwise) {
        String text = part.text();
        try {
            return part.isText() ? parse.apply(text) : otherwise;
        } catch (IllegalArgumentException malformed) {
            part.refuse(String.valueOf(malformed.getMessage()));
            return otherwise;
        }
    }

    private static <T> List<T> items(Part part, int most, Function<Part, T> read) {
        return part.items().stream().limit(most).map(read).toList();
    }
}
