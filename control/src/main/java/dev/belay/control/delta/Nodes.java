package dev.belay.control.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.core.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries values to the library's tree and back; equal values become equal trees. */
final class Nodes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Nodes() {}

    static JsonNode of(Value value) {
        return switch (value) {
            case Value.NullValue() -> NODES.nullNode();
            case Value.BooleanValue(boolean truth) -> NODES.booleanNode(truth);
            case Value.NumberValue(double number) -> NODES.numberNode(number);
            case Value.TextValue(String text) -> NODES.textNode(text);
            case Value.ListValue(List<Value> items) -> array(items);
            case Value.StructureValue(Map<String, Value> members) -> object(members);
        };
    }

    static Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case BOOLEAN -> Value.of(node.booleanValue());
            case NUMBER -> Value.of(node.doubleValue());
            case STRING -> Value.of(node.textValue());
            case ARRAY -> list(node);
            case OBJECT -> structure(node);
            case NULL, MISSING, BINARY, POJO -> Value.NULL;
        };
    }

    private static ArrayNode array(List<Value> items) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(item -> array.add(of(item)));
        return array;
    }

    private static ObjectNode object(Map<String, Value> members) {
        ObjectNode object = NODES.objectNode();
        members.forEach((name, member) -> object.set(name, of(member)));
        return object;
    }

    private static Value list(JsonNode array) {
        List<Value> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(value(item)));
        return Value.of(items);
    }

    private static Value structure(JsonNode object) {
        Map<String, Value> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), value(member.getValue())));
        return Value.of(members);
    }
}
