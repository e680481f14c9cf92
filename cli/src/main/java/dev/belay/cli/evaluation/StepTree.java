package dev.belay.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an evaluation looked at, as an indented tree. */
final class StepTree {

    private StepTree() {}

    static List<String> of(JsonNode steps) {
        List<String> lines = new ArrayList<>();
        add(lines, steps, "");
        return lines;
    }

    private static void add(List<String> lines, JsonNode steps, String indent) {
        for (JsonNode step : steps) {
            String detail = step.path("detail").asText("");
            lines.add(indent
                    + (step.path("held").asBoolean() ? "✓ " : "✗ ")
                    + step.path("subject").asText()
                    + (detail.isEmpty() ? "" : ": " + detail));
            add(lines, step.path("steps"), indent + "  ");
        }
    }
}
