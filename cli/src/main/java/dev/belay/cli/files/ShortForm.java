package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Documents as people write them: without what the server fills in anyway, and in the order in which they are read. The
 * server makes the very same document of it.
 */
final class ShortForm {

    private static final List<String> ORDER = List.of(
            "format",
            "key",
            "type",
            "name",
            "id",
            "value",
            "variants",
            "enabled",
            "offVariant",
            "exposed",
            "prerequisites",
            "targets",
            "rules",
            "when",
            "serve",
            "attribute",
            "segment",
            "flag",
            "variant",
            "keys",
            "weight",
            "otherwise",
            "bucketing",
            "requires",
            "included",
            "excluded",
            "by",
            "members");

    private static final Map<String, JsonNode> BUCKETING = Map.of(
            "algorithm", text("belay-1"),
            "by", text("targetingKey"),
            "total", number(100_000),
            "onMissingKey", text("fallThrough"));

    private static final Map<String, JsonNode> FILLED_IN = Map.of(
            "format", number(1),
            "exposed", Json.object().booleanNode(false),
            "prerequisites", Json.object().arrayNode(),
            "targets", Json.object().arrayNode(),
            "rules", Json.object().arrayNode(),
            "requires", Json.object().arrayNode(),
            "included", Json.object().arrayNode(),
            "excluded", Json.object().arrayNode(),
            "by", text("targetingKey"));

    private ShortForm() {}

    /** A copy of a flag's or segment's document in its short form. */
    static ObjectNode of(ObjectNode document) {
        ObjectNode left = document.deepCopy();
        omit(left, FILLED_IN);
        if (left.path("bucketing") instanceof ObjectNode bucketing) {
            shortenBucketing(bucketing, left.path("key"));
            if (bucketing.isEmpty()) {
                left.remove("bucketing");
            }
        }
        return (ObjectNode) ordered(left);
    }

    // What another algorithm leaves out, it leaves to its own defaults.
    private static void shortenBucketing(ObjectNode bucketing, JsonNode key) {
        JsonNode algorithm = bucketing.path("algorithm");
        if (algorithm.isMissingNode() || algorithm.equals(BUCKETING.get("algorithm"))) {
            omit(bucketing, BUCKETING);
            if (bucketing.path("salt").equals(key)) {
                bucketing.remove("salt");
            }
        }
    }

    private static void omit(ObjectNode from, Map<String, JsonNode> filledIn) {
        filledIn.forEach((name, value) -> {
            if (from.has(name) && Sameness.same(from.path(name), value)) {
                from.remove(name);
            }
        });
    }

    private static JsonNode ordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode ordered = Json.object();
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.sort(Comparator.comparingInt(ShortForm::rank).thenComparing(Comparator.naturalOrder()));
            // What a variant's value holds is the application's own, and stays in the order of its names.
            names.forEach(
                    name -> ordered.set(name, name.equals("value") ? object.get(name) : ordered(object.get(name))));
            return ordered;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode ordered = list.arrayNode();
            list.forEach(item -> ordered.add(ordered(item)));
            return ordered;
        }
        return node;
    }

    private static int rank(String name) {
        int index = ORDER.indexOf(name);
        return index < 0 ? ORDER.indexOf("otherwise") : index;
    }

    private static JsonNode text(String text) {
        return Json.object().textNode(text);
    }

    private static JsonNode number(int number) {
        return Json.object().numberNode(number);
    }
}
