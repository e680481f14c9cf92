package dev.belay.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An evaluation in words. */
final class EvaluationWords {

    private EvaluationWords() {}

    static List<String> of(JsonNode evaluation, String environment) {
        List<String> lines = new ArrayList<>();
        String flag = evaluation.path("flag").asText();
        if (evaluation.has("value")) {
            lines.add(flag + " = " + evaluation.path("value") + " in " + environment + variant(evaluation));
        } else {
            lines.add("In " + environment + ", code that asks for " + flag
                    + " gets the default value that it passes itself");
        }
        lines.add("reason    " + reason(evaluation));
        if (evaluation.has("errorCode")) {
            lines.add("error     " + evaluation.path("errorCode").asText() + message(evaluation));
        }
        if (evaluation.path("version").asLong() > 0) {
            lines.add("version   " + evaluation.path("version").asText());
        }
        if (evaluation.has("position")) {
            lines.add("position  " + evaluation.path("position").asText());
        }
        if (evaluation.has("receipt")) {
            lines.add("receipt   " + evaluation.path("receipt").asText());
        }
        return lines;
    }

    private static String variant(JsonNode evaluation) {
        return evaluation.has("variant")
                ? " (variant " + evaluation.path("variant").asText() + ")"
                : "";
    }

    private static String message(JsonNode evaluation) {
        return evaluation.has("message") ? ": " + evaluation.path("message").asText() : "";
    }

    private static String reason(JsonNode evaluation) {
        String rule = evaluation.path("ruleId").asText("");
        String word = evaluation.path("reason").asText();
        return word + (rule.isEmpty() ? "" : ", by rule " + rule) + meaning(word);
    }

    private static String meaning(String reason) {
        return switch (reason) {
            case "STATIC" -> " (the same for everyone)";
            case "DEFAULT" -> " (no target and no rule decided)";
            case "TARGETING_MATCH" -> " (a target or rule decided)";
            case "SPLIT" -> " (a share of users)";
            case "DISABLED" -> " (the flag is disabled)";
            case "PREREQUISITE_FAILED" -> " (another flag does not serve what this one needs)";
            default -> "";
        };
    }
}
