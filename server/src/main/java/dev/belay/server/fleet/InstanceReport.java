package dev.belay.server.fleet;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import dev.belay.json.reading.Findings;
import dev.belay.json.reading.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an SDK says of itself. Members that are not known are ignored, because SDKs may be newer. */
final class InstanceReport {
    private static final int LONGEST_TEXT = 200;
    static final int MOST_CAPABILITIES = 100;

    /** Longer ago than any change whose delivery is still measured; a clock can go back so far from any day. */
    private static final Duration LONGEST_AGO = Duration.ofDays(365);

    private static final Value NOTHING = Value.of("");

    private final Map<String, Value> members;
    private final List<Violation> violations = new ArrayList<>();

    private InstanceReport(Map<String, Value> members) {
        this.members = members;
    }

    /**
     * The report in a body.
     *
     * @param address where it comes from
     * @throws InvalidDocumentException if a member is missing or is not what it must be
     */
    static Report read(Value body, String address) {
        if (!(body instanceof Value.StructureValue structure)) {
            throw new InvalidDocumentException(List.of(violation("", "The report must be an object", "object")));
        }
        return new InstanceReport(structure.members()).read(address);
    }

    private Report read(String address) {
        Report report = new Report(
                instance(address),
                position("applied"),
                position("previous"),
                optional("checksum"),
                optional("diverged"),
                millis("appliedMillisAgo").orElse(Duration.ZERO),
                millis("connectedMillisAgo"),
                Value.of(true).equals(members.get("closing")),
                fleet());
        if (!violations.isEmpty()) {
            throw new InvalidDocumentException(violations);
        }
        return report;
    }

    private Instance instance(String address) {
        return new Instance(
                required("instance"),
                text("application"),
                text("version"),
                text("sdk"),
                text("host"),
                address,
                capabilities());
    }

    private Optional<FleetReport> fleet() {
        Value value = members.get("fleet");
        if (value == null || value.equals(Value.NULL)) {
            return Optional.empty();
        }
        Findings findings = Findings.lenient();
        FleetReport fleet = FleetReportReader.read(
                Part.root(body(value), findings).members(Set.of()).require("fleet"));
        findings.throwIfAny();
        return Optional.of(fleet);
    }

    // So that what is wrong is named by its path in the whole report.
    private static Value body(Value fleet) {
        return Value.of(Map.of("fleet", fleet));
    }

    private String required(String name) {
        String text = text(name);
        if (text.isEmpty() && violations.isEmpty()) {
            violations.add(violation("/" + name, "The field '" + name + "' is missing or empty", allowedText()));
        }
        return text;
    }

    private Optional<String> optional(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    private String text(String name) {
        Value value = members.getOrDefault(name, NOTHING);
        if (value instanceof Value.TextValue text && text.value().length() <= LONGEST_TEXT) {
            return text.value();
        }
        violations.add(violation("/" + name, "The field '" + name + "' is no short text", allowedText()));
        return "";
    }

    private Optional<Duration> millis(String name) {
        Value value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Value.NumberValue number && number.value() >= 0) {
            return Optional.of(Duration.ofMillis((long) Math.min((double) LONGEST_AGO.toMillis(), number.value())));
        }
        violations.add(violation("/" + name, "The time since then is no number of milliseconds", "a number from 0"));
        return Optional.empty();
    }

    private Set<String> capabilities() {
        Value value = members.getOrDefault("capabilities", Value.of(List.of()));
        if (value instanceof Value.ListValue list && list.items().size() <= MOST_CAPABILITIES) {
            return list.items().stream()
                    .filter(Value.TextValue.class::isInstance)
                    .map(item -> ((Value.TextValue) item).value())
                    .filter(text -> text.length() <= LONGEST_TEXT)
                    .collect(Collectors.toSet());
        }
        violations.add(violation(
                "/capabilities", "The capabilities must be a list", "up to " + MOST_CAPABILITIES + " strings"));
        return Set.of();
    }

    private Optional<Position> position(String name) {
        Value value = members.getOrDefault(name, Value.NULL);
        if (value.equals(Value.NULL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Position.parse(value instanceof Value.TextValue text ? text.value() : ""));
        } catch (IllegalArgumentException _) {
            violations.add(violation("/" + name, "The " + name + " position is not one", "epoch:revision"));
            return Optional.empty();
        }
    }

    private static String allowedText() {
        return "a string of up to " + LONGEST_TEXT + " characters";
    }

    private static Violation violation(String path, String detail, String allowed) {
        return new Violation(path, detail, Optional.of(allowed));
    }
}
