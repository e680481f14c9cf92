package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.Optional;

/**
 * A segment's document that a person hands in, bare or as {@code segment get --json} printed it.
 *
 * @param document the segment's document
 * @param tag      the entity tag of what it was made from, if that came along; else the segment must be new
 */
record SegmentInput(ObjectNode document, Optional<String> tag) {

    static SegmentInput empty() {
        return new SegmentInput(Json.object(), Optional.empty());
    }

    static SegmentInput of(ObjectNode given) {
        if (given.path("segment") instanceof ObjectNode document) {
            return new SegmentInput(document, tag(given.path("position").asText(), given.path("version")));
        }
        return new SegmentInput(given, Optional.empty());
    }

    /** The document, with the key filled in where it has none. */
    ObjectNode named(String key) {
        if (!document.has("key")) {
            document.put("key", key);
        }
        return document;
    }

    private static Optional<String> tag(String position, JsonNode version) {
        int at = position.lastIndexOf(':');
        return at < 1 || !version.isIntegralNumber()
                ? Optional.empty()
                : Optional.of("\"" + position.substring(0, at) + ":" + version.asLong() + "\"");
    }
}
