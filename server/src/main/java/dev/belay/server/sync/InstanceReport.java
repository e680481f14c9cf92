package dev.belay.server.sync;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InvalidDocumentException;
import dev.belay.json.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an SDK says of itself. Members that are not known are ignored, because SDKs may be newer. */
final class InstanceReport {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_CAPABILITIES = 100;

    private final Map<String, Value> members;
    private final List<Violation> violations = new ArrayList<>();

    private InstanceReport(Map<String, Value> members) {
        this.members = members;
    }

    /**
     * The instance that a report describes.
     *
     * @throws InvalidDocumentException if a member is missing or is not what it must be
     */
    static Instance read(Value body, Instant now) {
        if (!(body instanceof Value.StructureValue structure)) {
            throw new InvalidDocumentException(List.of(violation("", "The report must be an object", "object")));
        }
        return new InstanceReport(structure.members()).read(now);
    }

    private Instance read(Instant now) {
        Instance instance = new Instance(
                required("instance"),
                text("application"),
                text("version"),
                text("sdk"),
                capabilities(),
                applied(),
                now);
        if (!violations.isEmpty()) {
            throw new InvalidDocumentException(violations);
        }
        return instance;
    }

    private String required(String name) {
        String text = text(name);
        if (text.isEmpty() && violations.isEmpty()) {
            violations.add(violation("/" + name, "The field '" + name + "' is missing or empty", allowedText()));
        }
        return text;
    }

    private String text(String name) {
        Value value = members.getOrDefault(name, Value.of(""));
        if (value instanceof Value.TextValue text && text.value().length() <= LONGEST_TEXT) {
            return text.value();
        }
        violations.add(violation("/" + name, "The field '" + name + "' is no short text", allowedText()));
        return "";
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

    private Optional<Position> applied() {
        Value value = members.getOrDefault("applied", Value.NULL);
        if (value.equals(Value.NULL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Position.parse(value instanceof Value.TextValue text ? text.value() : ""));
        } catch (IllegalArgumentException _) {
            violations.add(violation("/applied", "The applied position is not one", "epoch:revision"));
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
