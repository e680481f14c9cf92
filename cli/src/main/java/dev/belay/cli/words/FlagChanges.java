package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What changed between two documents of a flag, in words. A missing document means that the flag was archived. */
public final class FlagChanges {
    private static final Set<String> TOLD = Set.of(
            "enabled",
            "offVariant",
            "variants",
            "prerequisites",
            "targets",
            "rules",
            "otherwise",
            "bucketing",
            "exposed");

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> words = new ArrayList<>();

    private FlagChanges(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /** The changes in the order in which a reader of the document meets them; empty if there are none. */
    public static List<String> between(JsonNode before, JsonNode after) {
        if (!before.isObject()) {
            return List.of(after.isObject() ? "created: " + FlagWords.state(after) : "archived");
        }
        return after.isObject() ? new FlagChanges(before, after).compare() : List.of("archived");
    }

    private List<String> compare() {
        if (differs("enabled")) {
            words.add(after.path("enabled").asBoolean() ? "enabled" : "disabled");
        }
        compareLists("variants", "name", "variant", FlagWords::variant);
        if (differs("offVariant")) {
            words.add("when disabled: " + FlagWords.whenDisabled(before) + " → " + FlagWords.whenDisabled(after));
        }
        compareLists("prerequisites", "flag", "prerequisite", FlagWords::prerequisite);
        compareLists("targets", "variant", "target", FlagWords::target);
        compareLists("rules", "id", "rule", rule -> FlagWords.rule(after, rule));
        if (differs("otherwise")) {
            words.add("otherwise: " + FlagWords.otherwise(before) + " → " + FlagWords.otherwise(after));
        }
        compareRest();
        return List.copyOf(words);
    }

    private void compareRest() {
        if (differs("bucketing")) {
            words.add(bucketing());
        }
        if (differs("exposed")) {
            words.add(after.path("exposed").asBoolean() ? "exposed to client keys" : "hidden from client keys");
        }
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.removeAll(TOLD);
        names.stream()
                .filter(this::differs)
                .forEach(name -> words.add(name + ": " + before.path(name) + " → " + after.path(name)));
    }

    private String bucketing() {
        JsonNode old = before.path("bucketing");
        JsonNode now = after.path("bucketing");
        return old.path("salt").equals(now.path("salt"))
                ? "bucketing: " + old + " → " + now
                : "reshuffled: users are drawn anew (salt " + old.path("salt") + " → " + now.path("salt") + ")";
    }

    private void compareLists(String list, String name, String word, Words item) {
        if (!differs(list)) {
            return;
        }
        Map<String, JsonNode> old = named(before.path(list), name);
        Map<String, JsonNode> now = named(after.path(list), name);
        int told = words.size();
        old.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .forEach(key -> words.add(word + " " + key + " removed"));
        now.forEach((key, node) -> {
            if (!Objects.equals(old.get(key), node)) {
                words.add(word + " " + key + (old.containsKey(key) ? " changed: " : " added: ") + item.of(node));
            }
        });
        if (words.size() == told) {
            words.add("order of " + list + ": " + String.join(", ", now.keySet()));
        }
    }

    private static Map<String, JsonNode> named(JsonNode list, String name) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        for (JsonNode item : list) {
            String key = item.path(name).asText();
            // Several targets may serve one variant.
            for (int again = 2; named.containsKey(key); again++) {
                key = item.path(name).asText() + " (" + again + ")";
            }
            named.put(key, item);
        }
        return named;
    }

    private boolean differs(String name) {
        return !before.path(name).equals(after.path(name));
    }

    /** Puts one item of a list into words. */
    private interface Words {
        String of(JsonNode item);
    }
}
