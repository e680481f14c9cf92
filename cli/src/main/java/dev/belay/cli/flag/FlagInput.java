package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A flag's document that a person hands in, bare or as {@code flag get --json} printed it.
 *
 * @param document the flag's document
 * @param tag      the entity tag of what it was made from, if that came along
 */
record FlagInput(ObjectNode document, Optional<String> tag) {

    static FlagInput of(ObjectNode given) {
        if (given.path("flag") instanceof ObjectNode document && !given.has("variants")) {
            return new FlagInput(document, tag(given.path("position").asText(), given.path("version")));
        }
        return new FlagInput(given, Optional.empty());
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
