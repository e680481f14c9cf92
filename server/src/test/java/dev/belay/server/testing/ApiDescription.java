package dev.belay.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI document, and whether answers are as it says.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class ApiDescription {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ApiDescription INSTANCE = new ApiDescription();

    private final JsonNode document = document();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    private ApiDescription() {}

    /** The document as it is served. */
    public static ApiDescription instance() {
        return INSTANCE;
    }

    /** Every method and path. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The whole document. */
    public JsonNode root() {
        return document;
    }

    /** Fails unless a value is as a schema of the document, or a reference to one, says. */
    public void check(String what, JsonNode schema, JsonNode value) {
        assertThat(schemas.computeIfAbsent(schema, this::compile).validate(value))
                .as(what + ": " + value)
                .isEmpty();
    }

    /** Fails unless an answer is as the document says; what is no operation is not looked at. */
    void check(String method, String path, Response answer) {
        Optional<JsonNode> operation = operation(method.equals("HEAD") ? "GET" : method, path);
        if (operation.isEmpty() || answer.raw().body().isEmpty()) {
            return;
        }
        JsonNode responses = operation.get().path("responses");
        String status = Integer.toString(answer.status());
        JsonNode response = resolve(responses.path(responses.has(status) ? status : "default"));
        String mediaType = answer.header("content-type").orElse("").split(";", 2)[0];
        JsonNode content = response.path("content");
        assertThat(content.has(mediaType) || mediaType.equals("text/html"))
                .as(method + " " + path + " answers " + status + " with " + mediaType)
                .isTrue();
        if (mediaType.endsWith("json")) {
            check(
                    method + " " + path,
                    content.path(mediaType).path("schema"),
                    tree(answer.raw().body()));
        }
    }

    /** Follows a reference within the document, if it is one. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private Optional<JsonNode> operation(String method, String path) {
        Iterator<Map.Entry<String, JsonNode>> paths =
                document.path("paths").properties().iterator();
        while (paths.hasNext()) {
            Map.Entry<String, JsonNode> candidate = paths.next();
            String form = candidate.getKey().replaceAll("\\{[a-z]+}", "[^/]+");
            JsonNode operation = candidate.getValue().path(method.toLowerCase(Locale.ROOT));
            if (path.matches(form) && !operation.isMissingNode()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return factory.getSchema(whole);
    }

    private static JsonNode document() {
        try (InputStream stream = ApiDescription.class.getResourceAsStream("/openapi/openapi.json")) {
            return MAPPER.readTree(stream);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
