package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import java.util.HashMap;
import java.util.Map;

/**
 * A server-sent event, whose text members are read without reading the rest, and once: the data is canonical JSON, and
 * neither positions nor hashes nor paths contain anything that would be escaped. Confined to its loop.
 */
final class Event {

    private final String name;
    private final String data;
    private final Map<String, Position> positions = new HashMap<>();

    Event(String name, String data) {
        this.name = name;
        this.data = data;
    }

    String name() {
        return name;
    }

    String data() {
        return data;
    }

    Position position(String member) {
        return positions.computeIfAbsent(member, _ -> Position.parse(text(member)));
    }

    String text(String member) {
        String mark = "\"" + member + "\":\"";
        int start = data.indexOf(mark);
        int end = start < 0 ? -1 : data.indexOf('"', start + mark.length());
        if (end < 0) {
            throw new IllegalArgumentException("The event has no text '" + member + "': " + data);
        }
        return data.substring(start + mark.length(), end);
    }
}
