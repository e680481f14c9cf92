package dev.belay.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How a repeated evaluation compares with its receipt, in words. */
final class ReplayWords {

    private ReplayWords() {}

    static List<String> of(JsonNode replay) {
        List<String> lines = new ArrayList<>();
        lines.add("receipt   " + recorded(replay.path("recorded"))
                + (replay.path("same").asBoolean() ? "; the same" : "; not the same:"));
        if (!replay.path("sameContext").asBoolean()) {
            lines.add("          the context is another one, in something that the flag asks of it");
        }
        if (!replay.path("sameBehaviour").asBoolean()) {
            lines.add("          the flag, or something that it depends on, is another one");
        }
        if (!replay.path("sameOutcome").asBoolean()) {
            lines.add("          the decision is another one");
        }
        lines.add("today     "
                + (replay.path("current").asBoolean()
                        ? "nothing that the answer depends on has changed since"
                        : "the flag, or something that it depends on, has changed since"));
        return lines;
    }

    private static String recorded(JsonNode recorded) {
        StringBuilder words = new StringBuilder(recorded.path("reason").asText());
        add(words, ", variant ", recorded.path("variant"));
        add(words, ", by rule ", recorded.path("ruleId"));
        add(words, ", ", recorded.path("errorCode"));
        add(words, ", at ", recorded.path("now"));
        return words.toString();
    }

    private static void add(StringBuilder words, String before, JsonNode text) {
        if (text.isTextual()) {
            words.append(before).append(text.asText());
        }
    }
}
