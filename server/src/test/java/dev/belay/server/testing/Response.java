package dev.belay.server.testing;

import dev.belay.core.Value;
import dev.belay.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * An answer with its body as JSON.
 *
 * @param raw as it came
 */
public record Response(HttpResponse<String> raw) {

    /** The status. */
    public int status() {
        return raw.statusCode();
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return raw.headers().firstValue(name);
    }

    /** The body. */
    public Value body() {
        return Json.read(raw.body());
    }

    /** The part of the body at a simplified JSON Pointer, JSON null if there is none. */
    public Value at(String pointer) {
        Value value = body();
        for (String step : List.of(pointer.substring(1).split("/", -1))) {
            value = step(value, step);
        }
        return value;
    }

    /** The text there. */
    public String text(String pointer) {
        return at(pointer) instanceof Value.TextValue(String text) ? text : "no text: " + at(pointer);
    }

    /** The integer there. */
    public long number(String pointer) {
        return at(pointer) instanceof Value.NumberValue(double number) ? (long) number : Long.MIN_VALUE;
    }

    /** The items there. */
    public List<Value> items(String pointer) {
        return at(pointer) instanceof Value.ListValue(var items) ? items : List.of();
    }

    /** The name of the problem that the answer is. */
    public String problem() {
        String type = text("/type");
        return header("content-type").orElse("").equals("application/problem+json")
                ? type.substring(type.lastIndexOf(':') + 1)
                : "no problem: " + raw.body();
    }

    private static Value step(Value value, String step) {
        return switch (value) {
            case Value.StructureValue(var members) -> members.getOrDefault(step, Value.NULL);
            case Value.ListValue(var items)
            when Integer.parseInt(step) < items.size() -> items.get(Integer.parseInt(step));
            default -> Value.NULL;
        };
    }
}
