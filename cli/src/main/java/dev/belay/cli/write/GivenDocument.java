package dev.belay.cli.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.Optional;

/**
 * The document of a flag or segment that a person hands in, bare or as {@code flag get --json} and
 * {@code segment get --json} printed it.
 *
 * @param document the document
 * @param tag      the entity tag of what it was made from, if that came along
 */
public record GivenDocument(ObjectNode document, Optional<String> tag) {

    /** A document that says nothing yet. */
    public static GivenDocument empty() {
        return new GivenDocument(Json.object(), Optional.empty());
    }

    /**
     * Takes a document out of what it was printed with, if it was.
     *
     * @param kind {@code flag} or {@code segment}
     */
    public static GivenDocument of(ObjectNode given, String kind) {
        return given.path(kind) instanceof ObjectNode document && !given.has("variants")
                ? new GivenDocument(document, tag(given.path("position").asText(), given.path("version")))
                : new GivenDocument(given, Optional.empty());
    }

    /** The document, with the key filled in where it has none. */
    public ObjectNode named(String key) {
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
