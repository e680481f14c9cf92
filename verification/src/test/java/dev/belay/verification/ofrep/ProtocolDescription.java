package dev.belay.verification.ofrep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The published OpenAPI document of the protocol, as far as it describes bodies. */
final class ProtocolDescription {
    private static final Path FOLDER = Path.of("..", "..", "shared", "conformance", "ofrep-protocol");

    private final JsonNode document;

    private ProtocolDescription(JsonNode document) {
        this.document = document;
    }

    /** The document, where it is kept beside the project. */
    static Optional<ProtocolDescription> find() throws IOException {
        Path file = FOLDER.resolve("openapi.yaml");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        JsonNode document = new YAMLMapper().readTree(Files.readString(file));
        readAlternativesAsTheyAreMeant(document);
        return Optional.of(new ProtocolDescription(document));
    }

    // As published, every answer with a value also fits the alternative without one, so that exactly one never does.
    private static void readAlternativesAsTheyAreMeant(JsonNode document) {
        for (JsonNode part : document.at("/components/schemas/evaluationSuccess/allOf")) {
            if (part.has("oneOf")) {
                ((ObjectNode) part).set("anyOf", ((ObjectNode) part).remove("oneOf"));
            }
        }
    }

    /** What is wrong with a body as one of the document's schemas. */
    Set<ValidationMessage> violations(String schema, String body) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", document.get("components"));
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
        return compiled.validate(new ObjectMapper().readTree(body));
    }
}
