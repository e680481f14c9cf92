package dev.belay.cli.flag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.UsageException;

/** The value of a variant as it is given on the command line: text for a string, else JSON. */
final class VariantValue {

    private VariantValue() {}

    static JsonNode parse(String type, String text) {
        if (type.equals("string")) {
            return TextNode.valueOf(text);
        }
        try {
            JsonNode value = Json.read(text);
            if (!type.equals("boolean") || value.isBoolean()) {
                return value;
            }
        } catch (JsonProcessingException cause) {
            // Refused below, like what is no boolean.
        }
        throw new UsageException("--variant takes " + allowed(type) + " for a flag of type " + type + "; this is "
                + text + ". Other values need another type, which `flag create` is given, such as --type string.");
    }

    private static String allowed(String type) {
        return switch (type) {
            case "boolean" -> "NAME=true or NAME=false";
            case "number" -> "NAME=NUMBER";
            default -> "NAME=JSON";
        };
    }
}
