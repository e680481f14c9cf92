package dev.belay.client;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.InstantFormat;
import dev.belay.json.Json;
import dev.belay.json.JsonLimits;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the management interface answers. */
final class ManagementAnswer {

    private static final String PROBLEM = "urn:belay:problem:";

    private ManagementAnswer() {}

    /** What is used of the answer to a change. */
    record Write(Position position, long version, List<String> warnings) {}

    static Write write(HttpResponse<byte[]> response) {
        Map<String, Value> body = body(response);
        try {
            return new Write(
                    Position.parse(text(body, "position").orElseThrow()),
                    number(body.get("version")),
                    list(body, "warnings").stream()
                            .map(ManagementAnswer::sentence)
                            .toList());
        } catch (RuntimeException unusable) {
            throw unreadable(response, unusable);
        }
    }

    static List<FlagVersion> versions(HttpResponse<byte[]> response) {
        Map<String, Value> body = body(response);
        try {
            return list(body, "versions").stream()
                    .map(each -> version(members(each)))
                    .toList();
        } catch (RuntimeException unusable) {
            throw unreadable(response, unusable);
        }
    }

    private static FlagVersion version(Map<String, Value> version) {
        return new FlagVersion(
                number(version.get("version")),
                Position.parse(text(version, "position").orElseThrow()),
                InstantFormat.parse(text(version, "at").orElseThrow()),
                actor(version),
                text(version, "reason"),
                Value.of(true).equals(version.get("archived")));
    }

    private static String actor(Map<String, Value> version) {
        return text(version, "actor")
                .or(() -> text(members(version.get("actor")), "name"))
                .orElse("");
    }

    private static Map<String, Value> body(HttpResponse<byte[]> response) {
        Map<String, Value> body;
        try {
            body = members(Json.read(response.body(), JsonLimits.TRUSTED));
        } catch (RuntimeException notJson) {
            if (response.statusCode() / 100 == 2) {
                throw unreadable(response, notJson);
            }
            body = Map.of();
        }
        if (response.statusCode() / 100 != 2) {
            throw refused(response.statusCode(), body);
        }
        return body;
    }

    private static ManagementException refused(int status, Map<String, Value> body) {
        String type = text(body, "type").orElse("");
        String problem = type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "status-" + status;
        String detail =
                text(body, "detail").or(() -> text(body, "title")).orElse("The server answers with status " + status);
        String errors = list(body, "errors").stream()
                .map(error -> place(members(error), detail))
                .filter(place -> !place.isEmpty())
                .map(place -> "; " + place)
                .collect(Collectors.joining());
        return new ManagementException.Refused(problem, status, detail + errors);
    }

    /** What is wrong in one place of the request; nothing that has been said already. */
    private static String place(Map<String, Value> error, String said) {
        String path = text(error, "path").orElse("");
        String detail =
                text(error, "detail").filter(words -> !words.equals(said)).orElse("");
        return path.isEmpty() || detail.isEmpty() ? path + detail : path + ": " + detail;
    }

    private static ManagementException unreadable(HttpResponse<byte[]> response, RuntimeException cause) {
        return new ManagementException.Unreachable(
                response.uri() + " answers with status " + response.statusCode()
                        + " and something that is not understood; is it a Belay server of another version?",
                cause);
    }

    private static String sentence(Value warning) {
        return warning instanceof Value.TextValue text
                ? text.value()
                : text(members(warning), "detail").orElse(warning.toString());
    }

    private static Map<String, Value> members(@Nullable Value value) {
        return value instanceof Value.StructureValue structure ? structure.members() : Map.of();
    }

    private static List<Value> list(Map<String, Value> members, String name) {
        return members.get(name) instanceof Value.ListValue list ? list.items() : List.of();
    }

    private static Optional<String> text(Map<String, Value> members, String name) {
        return members.get(name) instanceof Value.TextValue text ? Optional.of(text.value()) : Optional.empty();
    }

    private static long number(@Nullable Value value) {
        return value instanceof Value.NumberValue number ? (long) number.value() : 0;
    }
}
