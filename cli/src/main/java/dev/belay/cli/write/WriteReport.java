package dev.belay.cli.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.server.Answer;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.MovementWords;
import dev.belay.cli.words.RemarkWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells what a write did in one line, or what it would do in a table; and the server's warnings.
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
        tell(answer, happened, unchanged, remark -> true);
    }

    /**
     * Tells it.
     *
     * @param wanted which of the linter's remarks are news to whoever wrote
     */
    public void tell(Answer answer, String happened, String unchanged, Predicate<JsonNode> wanted) {
        session.show(answer, body -> {
            if (body.path("dryRun").asBoolean()) {
                preview(body, wanted);
            } else {
                warn(body, wanted);
                confirm(body, happened, unchanged);
            }
        });
    }

    /** Tells what a write did whose preview has been shown, so that all warnings are known. */
    public void tellAfterPreview(Answer answer, String happened, String unchanged) {
        session.show(answer, body -> confirm(body, happened, unchanged));
    }

    private void confirm(JsonNode body, String happened, String unchanged) {
        session.terminal().confirm((body.has("entry") ? happened : unchanged) + numbers(body));
    }

    /** Shows what a dry run found. */
    public Differences preview(JsonNode body) {
        return preview(body, remark -> true);
    }

    private Differences preview(JsonNode body, Predicate<JsonNode> wanted) {
        Terminal terminal = session.terminal();
        Differences differences = new Differences(body.path("differences"));
        if (differences.isEmpty()) {
            terminal.note("Nothing would change in " + session.environment() + ".");
        } else {
            terminal.note("This would change " + differences.count() + " in " + session.environment() + ":");
            terminal.result(differences.table());
        }
        body.path("movements").forEach(movement -> terminal.result(MovementWords.of(movement)));
        warn(body, wanted);
        return differences;
    }

    private void warn(JsonNode body, Predicate<JsonNode> wanted) {
        body.path("warnings").forEach(warning -> session.terminal().warn("Warning: " + warning.asText()));
        for (JsonNode remark : body.path("remarks")) {
            if (wanted.test(remark)) {
                session.terminal().note("Note: " + RemarkWords.line(remark));
            }
        }
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
