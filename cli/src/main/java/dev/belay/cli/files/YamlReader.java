package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;

/** Reads YAML 1.2, as far as JSON can hold it. */
final class YamlReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlReader() {}

    /**
     * The document in a text.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is not YAML
     * @throws IllegalArgumentException if it holds what JSON cannot; the message says what
     */
    static JsonNode read(String text) {
        return node(new Load(SourceText.settings()).loadFromString(text), "");
    }

    private static JsonNode node(@Nullable Object read, String path) {
        return switch (read) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> object(map, path);
            case List<?> list -> array(list, path);
            case String text -> NODES.textNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case BigInteger number -> NODES.numberNode(number);
            case Double number when Double.isFinite(number) -> NODES.numberNode(number);
            default ->
                throw new IllegalArgumentException((path.isEmpty() ? "The document" : path)
                        + " is something that JSON does not have; quote it if it is meant as text");
        };
    }

    private static ObjectNode object(Map<?, ?> map, String path) {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("The name " + name + (path.isEmpty() ? "" : " at " + path)
                        + " is not a text; put it in quotation marks");
            }
            object.set(text, node(value, path + "/" + text));
        });
        return object;
    }

    private static ArrayNode array(List<?> list, String path) {
        ArrayNode array = NODES.arrayNode();
        for (int index = 0; index < list.size(); index++) {
            array.add(node(list.get(index), path + "/" + index));
        }
        return array;
    }
}
