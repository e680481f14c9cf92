package dev.belay.benchmarks.load;

import dev.belay.core.Position;

/**
 * Reads text members of an event's data without reading the rest: the data is canonical JSON, and neither positions nor
 * hashes nor paths contain anything that would be escaped.
 */
final class Fields {

    private Fields() {}

    static Position position(String data, String name) {
        return Position.parse(text(data, name));
    }

    static String text(String data, String name) {
        String mark = "\"" + name + "\":\"";
        int start = data.indexOf(mark);
        int end = start < 0 ? -1 : data.indexOf('"', start + mark.length());
        if (end < 0) {
            throw new IllegalArgumentException("The event has no text '" + name + "': " + data);
        }
        return data.substring(start + mark.length(), end);
    }
}
