package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flag's document in words. */
public final class FlagWords {

    private FlagWords() {}

    /** What the flag does now, in one short line: "on for 25 % of users", "off (disabled)". */
    public static String state(JsonNode flag) {
        if (!flag.path("enabled").asBoolean()) {
            return disabled(flag);
        }
        List<String> parts = new ArrayList<>();
        count(parts, flag.path("prerequisites").size(), "prerequisite");
        count(parts, targetedKeys(flag), "target");
        count(parts, flag.path("rules").size(), "rule");
        String otherwise = ServeWords.statement(flag, flag.path("otherwise"));
        if (parts.isEmpty()) {
            return otherwise;
        }
        return String.join(", ", parts) + ", otherwise " + otherwise;
    }

    /** What the flag serves when nothing else decides: "on for 25 % of users". */
    public static String otherwise(JsonNode flag) {
        return ServeWords.statement(flag, flag.path("otherwise"));
    }

    /** One variant with its value: "on = true". */
    public static String variant(JsonNode variant) {
        return variant.path("name").asText() + " = " + variant.path("value");
    }

    /** One prerequisite: "payments.v2 serves on". */
    public static String prerequisite(JsonNode prerequisite) {
        return ConditionWords.flag(prerequisite);
    }

    /** One individual target: "on for user-7, user-8". */
    public static String target(JsonNode target) {
        List<String> keys = new ArrayList<>();
        target.path("keys").forEach(key -> keys.add(key.asText()));
        return target.path("variant").asText() + " for " + String.join(", ", keys);
    }

    /** One rule without its id: "if country in PT, ES: 25 % on, 75 % off". */
    public static String rule(JsonNode flag, JsonNode rule) {
        return "if " + ConditionWords.of(rule.path("when")) + ": " + ServeWords.object(flag, rule.path("serve"));
    }

    /** How many buckets there are where a rule, or otherwise if none is named, has its split or could have one. */
    public static long total(JsonNode flag, @Nullable String rule) {
        JsonNode serve = flag.path("otherwise");
        if (rule != null) {
            serve = MissingNode.getInstance();
            for (JsonNode each : flag.path("rules")) {
                serve = each.path("id").asText().equals(rule) ? each.path("serve") : serve;
            }
        }
        return ServeWords.total(flag, serve.path("split"));
    }

    /** What a disabled flag answers: "serves off", "the code's default". */
    public static String whenDisabled(JsonNode flag) {
        JsonNode variant = flag.path("offVariant");
        return variant.isTextual() ? "serves " + variant.asText() : "the code's default";
    }

    private static String disabled(JsonNode flag) {
        JsonNode variant = flag.path("offVariant");
        if (!variant.isTextual()) {
            return "disabled, the code's default";
        }
        return ServeWords.isBoolean(flag) ? variant.asText() + " (disabled)" : "disabled, serves " + variant.asText();
    }

    private static int targetedKeys(JsonNode flag) {
        int keys = 0;
        for (JsonNode target : flag.path("targets")) {
            keys += target.path("keys").size();
        }
        return keys;
    }

    private static void count(List<String> parts, int count, String word) {
        if (count > 0) {
            parts.add(count + " " + word + (count == 1 ? "" : "s"));
        }
    }
}
