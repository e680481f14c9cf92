package dev.belay.cli.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.terminal.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a preview looks at, as options.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class PreviewOptions {

    @Option(
            names = "--context",
            paramLabel = "JSON",
            description = "A context to ask for; @FILE reads a file. Repeatable.")
    private List<String> contexts = new ArrayList<>();

    @Option(
            names = "--samples",
            paramLabel = "NUMBER",
            description = "How many contexts to make up from the conditions; 1000 unless told otherwise.")
    private @Nullable Integer samples;

    /** Adds them to a question to the server. */
    public void addTo(ObjectNode body, Surroundings surroundings) {
        DocumentInput input = new DocumentInput(surroundings);
        contexts.forEach(context -> body.withArray("contexts").add(input.argument("--context", context)));
        if (samples != null) {
            body.put("samples", samples);
        }
    }
}
