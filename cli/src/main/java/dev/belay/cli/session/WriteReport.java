package dev.belay.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what a write did: one line, and the server's warnings.
 *
 * @param session where and how to tell it
 */
public record WriteReport(Session session) {

    /**
     * Tells it.
     *
     * @param answer    what the server answered to the write
     * @param happened  the sentence for a write that changed something
     * @param unchanged the sentence for a write that found everything as it should be
     */
    public void tell(Answer answer, String happened, String unchanged) {
        session.show(answer, body -> {
            Terminal terminal = session.terminal();
            body.path("warnings").forEach(warning -> terminal.warn("Warning: " + warning(warning)));
            terminal.confirm((body.has("entry") ? happened : unchanged) + numbers(body));
        });
    }

    private static String warning(JsonNode warning) {
        return warning.isTextual() ? warning.asText() : warning.path("detail").asText(warning.toString());
    }

    private static String numbers(JsonNode body) {
        List<String> numbers = new ArrayList<>();
        if (body.has("version")) {
            numbers.add("version " + body.path("version").asLong());
        }
        if (body.has("revision")) {
            numbers.add("revision " + body.path("revision").asLong());
        }
        return numbers.isEmpty() ? "" : " (" + String.join(", ", numbers) + ")";
    }
}
