package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a flag serves, in words. */
final class ServeWords {
    private static final long TOTAL = 100_000;
    private static final String DEFAULT = "the code's default";

    private ServeWords() {}

    /** What everyone gets whom nothing else decides for, as a statement: "on for 25 % of users". */
    static String statement(JsonNode flag, JsonNode serve) {
        if (serve.has("split")) {
            return split(flag, serve.path("split"));
        }
        if (!serve.has("variant")) {
            return DEFAULT;
        }
        String variant = serve.path("variant").asText();
        return isBoolean(flag) ? variant + " for everyone" : "serves " + variant;
    }

    /** What a rule serves, as an object: "25 % on, 75 % off". */
    static String object(JsonNode flag, JsonNode serve) {
        if (!serve.has("split")) {
            return serve.path("variant").asText(DEFAULT);
        }
        JsonNode split = serve.path("split");
        long total = total(flag, split);
        List<String> parts = new ArrayList<>();
        weights(split).forEach((variant, weight) -> parts.add(Percent.of(weight, total) + " " + variant));
        addRest(parts, split, total, "go on");
        return String.join(", ", parts) + by(flag, split, "");
    }

    private static String split(JsonNode flag, JsonNode split) {
        long total = total(flag, split);
        Map<String, Long> weights = weights(split);
        String of = by(flag, split, " of users");
        if (isBoolean(flag) && weights.size() == 2 && rest(split, total) == 0) {
            String on = trueVariant(flag);
            if (weights.containsKey(on)) {
                return on + " for " + Percent.of(weights.get(on), total) + of;
            }
        }
        List<String> parts = new ArrayList<>();
        weights.forEach((variant, weight) -> parts.add(variant + " for " + Percent.of(weight, total)));
        addRest(parts, split, total, DEFAULT);
        return String.join(", ", parts) + of;
    }

    private static void addRest(List<String> parts, JsonNode split, long total, String words) {
        long rest = rest(split, total);
        if (rest > 0) {
            parts.add(words + " for " + Percent.of(rest, total));
        }
    }

    private static long rest(JsonNode split, long total) {
        return total
                - weights(split).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> weights(JsonNode split) {
        Map<String, Long> weights = new LinkedHashMap<>();
        for (JsonNode slice : split.path("slices")) {
            if (slice.path("rest").asBoolean()) {
                continue;
            }
            weights.merge(slice.path("variant").asText(), slice.path("weight").asLong(), Long::sum);
        }
        return weights;
    }

    private static String by(JsonNode flag, JsonNode split, String users) {
        String by = setting(flag, split, "by").asText("targetingKey");
        return switch (by) {
            case "targetingKey" -> users;
            case "$random" -> " of requests";
            default -> " by " + by;
        };
    }

    static long total(JsonNode flag, JsonNode split) {
        return setting(flag, split, "total").asLong(TOTAL);
    }

    private static JsonNode setting(JsonNode flag, JsonNode split, String name) {
        JsonNode own = split.path("bucketing").path(name);
        return own.isMissingNode() ? flag.path("bucketing").path(name) : own;
    }

    static boolean isBoolean(JsonNode flag) {
        return flag.path("type").asText().equals("boolean");
    }

    private static String trueVariant(JsonNode flag) {
        for (JsonNode variant : flag.path("variants")) {
            if (variant.path("value").asBoolean(false)) {
                return variant.path("name").asText();
            }
        }
        return "";
    }
}
