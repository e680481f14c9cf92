package dev.belay.cli.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.MovementWords;

/**
 * Tells what a preview found.
 *
 * @param session where and how to tell it
 */
public record PreviewReport(Session session) {

    /** Tells it. */
    public void tell(Answer answer) {
        session.show(answer, this::print);
    }

    private void print(JsonNode preview) {
        Terminal terminal = session.terminal();
        if (preview.path("flags").isEmpty()) {
            terminal.note("No flag's answers would change in " + session.environment() + ".");
        }
        preview.path("flags").forEach(this::flag);
        preview.path("warnings").forEach(warning -> terminal.warn("Warning: " + warning.asText()));
    }

    private void flag(JsonNode flag) {
        session.terminal().result(flag.path("flag").asText(), Style.BOLD);
        flag.path("splits").forEach(split -> line("  " + MovementWords.of(split)));
        sample("given contexts", flag.path("contexts"));
        sample("made-up contexts", flag.path("samples"));
    }

    private void sample(String what, JsonNode sample) {
        if (!sample.isObject()) {
            return;
        }
        line("  " + what + " that see another variant: " + MovementWords.proportion(sample));
        sample.path("examples")
                .forEach(example -> line("    " + example.path("context") + ": "
                        + example.path("before").asText("the code's default") + " → "
                        + example.path("after").asText("the code's default")));
        if (sample.has("note")) {
            session.terminal().note("  " + sample.path("note").asText() + ".");
        }
    }

    private void line(String text) {
        session.terminal().result(text);
    }
}
