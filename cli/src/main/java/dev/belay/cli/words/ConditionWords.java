package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions as a person would say them; whatever is not known here appears as its JSON. */
public final class ConditionWords {
    private static final Map<String, String> OPERATORS = operators();
    private static final Set<String> MODIFIERS = Set.of("attribute", "negate", "ignoreCase", "as");

    private ConditionWords() {}

    /** A condition on one line. */
    public static String of(JsonNode condition) {
        return of(condition, false);
    }

    private static String of(JsonNode condition, boolean nested) {
        if (condition.has("all")) {
            return joined(condition.path("all"), " and ", nested);
        }
        if (condition.has("any")) {
            return joined(condition.path("any"), " or ", nested);
        }
        if (condition.has("not")) {
            return "not " + of(condition.path("not"), true);
        }
        if (condition.has("segment")) {
            return "in segment " + condition.path("segment").asText();
        }
        if (condition.has("flag")) {
            return flag(condition);
        }
        return condition.has("attribute") ? attribute(condition) : condition.toString();
    }

    private static String joined(JsonNode conditions, String word, boolean nested) {
        List<String> parts = new ArrayList<>();
        conditions.forEach(condition -> parts.add(of(condition, true)));
        String text = String.join(word, parts);
        return nested && parts.size() > 1 ? "(" + text + ")" : text;
    }

    static String flag(JsonNode condition) {
        String flag = condition.path("flag").asText();
        return condition.path("disabled").asBoolean()
                ? flag + " is disabled"
                : flag + " serves " + list(condition.path("variants"), " or ");
    }

    private static String attribute(JsonNode condition) {
        StringBuilder text = new StringBuilder(condition.path("negate").asBoolean() ? "not " : "");
        text.append(condition.path("attribute").asText());
        condition.properties().stream()
                .filter(member -> !MODIFIERS.contains(member.getKey()))
                .forEach(member -> text.append(' ').append(comparison(member.getKey(), member.getValue())));
        if (condition.path("ignoreCase").asBoolean()) {
            text.append(", whatever the case");
        }
        if (condition.has("as")) {
            text.append(" (read as ").append(condition.path("as").asText()).append(')');
        }
        return text.toString();
    }

    private static String comparison(String operator, JsonNode operand) {
        String word = OPERATORS.getOrDefault(operator, operator);
        return switch (operator) {
            case "exists", "absent" -> word;
            case "between" -> word + " " + list(operand, " and ");
            default -> word + " " + list(operand, ", ");
        };
    }

    private static String list(JsonNode operand, String separator) {
        if (!operand.isArray()) {
            return operand.isTextual() ? operand.asText() : operand.toString();
        }
        List<String> items = new ArrayList<>();
        operand.forEach(item -> items.add(item.isTextual() ? item.asText() : item.toString()));
        return String.join(separator, items);
    }

    private static Map<String, String> operators() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("equals", "is");
        words.put("startsWith", "starts with");
        words.put("endsWith", "ends with");
        words.put("lessThan", "<");
        words.put("atMost", "≤");
        words.put("greaterThan", ">");
        words.put("atLeast", "≥");
        words.put("absent", "is absent");
        words.put("containsAny", "contains any of");
        words.put("containsAll", "contains all of");
        words.put("containsNone", "contains none of");
        words.put("cidr", "lies in");
        words.put("type", "is of type");
        return Map.copyOf(words);
    }
}
