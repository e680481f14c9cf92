package dev.belay.server.fleet;

import dev.belay.core.Value;
import dev.belay.json.CanonicalJson;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.server.http.Structure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes what a node knows for other nodes, in compressed JSON, and reads it. Times are told as ages, not by clocks. */
final class NodeReportFormat {

    /** The most instances that a node names to others; all are counted. */
    private static final int NAMED = 500;

    private static final int MOST_BYTES = 64 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(MOST_BYTES, 32, 1 << 16);
    private static final long LONGEST_AGE = 1L << 50;

    private NodeReportFormat() {}

    static byte[] write(NodeReport report) {
        Instant now = report.own().at();
        Value.StructureValue value = new Structure()
                .with("own", FleetReportFormat.write(report.own().fleet(), NAMED))
                .with(
                        "relays",
                        report.relays().entrySet().stream()
                                .map(each -> relay(each, now))
                                .toList())
                .value();
        return zip(CanonicalJson.bytes(value));
    }

    private static Value relay(Map.Entry<String, Told> relay, Instant now) {
        Told told = relay.getValue();
        return new Structure()
                .with("instance", relay.getKey())
                .with("millisAgo", Math.max(0, Duration.between(told.at(), now).toMillis()))
                .with("fleet", FleetReportFormat.write(told.fleet(), NAMED))
                .value();
    }

    /**
     * Reads a report.
     *
     * @param written when it was written, by the clock of this node
     * @throws RuntimeException if it is not one
     */
    static NodeReport read(byte[] zipped, Instant written) {
        Findings findings = Findings.lenient();
        Members report = Part.root(Json.read(unzip(zipped), LIMITS), findings).members(Set.of());
        Told own = new Told(FleetReportReader.read(report.require("own")), written);
        Map<String, Told> relays = new HashMap<>();
        report.find("relays").map(Part::items).orElse(List.of()).forEach(part -> {
            Members relay = part.members(Set.of());
            long ago = relay.require("millisAgo").integer(0, LONGEST_AGE);
            relays.put(
                    relay.require("instance").text(),
                    new Told(FleetReportReader.read(relay.require("fleet")), written.minusMillis(ago)));
        });
        findings.throwIfAny();
        return new NodeReport(own, relays);
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    private static byte[] unzip(byte[] zipped) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return gzip.readNBytes(MOST_BYTES);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
