package dev.belay.cli.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.terminal.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The evaluation context as options.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class ContextOptions {

    @Option(
            names = "--context",
            paramLabel = "JSON",
            description = "The whole context as JSON; @FILE reads a file, - standard input. The others add to it.")
    private @Nullable String context;

    @Option(names = "--targeting-key", paramLabel = "TEXT", description = "Whom the answer is for.")
    private @Nullable String targetingKey;

    @Option(
            names = "--attribute",
            paramLabel = "NAME=TEXT",
            description = "An attribute: country=PT for text, age:=42 for anything in JSON. Repeatable.")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = "--private",
            paramLabel = "NAME",
            description = "An attribute whose value the explanation must not show. Repeatable.")
    private List<String> hidden = new ArrayList<>();

    /** Writes the context, and what of it is private, into the body of a question. */
    void writeTo(ObjectNode body, Surroundings surroundings) {
        body.set("context", context(surroundings));
        if (!hidden.isEmpty()) {
            hidden.forEach(body.putArray("private")::add);
        }
    }

    private ObjectNode context(Surroundings surroundings) {
        ObjectNode json =
                context == null ? Json.object() : new DocumentInput(surroundings).argument("--context", context);
        if (targetingKey != null) {
            json.put("targetingKey", targetingKey);
        }
        attributes.forEach(attribute -> add(json, attribute));
        return json;
    }

    private static void add(ObjectNode json, String attribute) {
        int at = attribute.indexOf('=');
        if (at < 1 || attribute.startsWith(":=")) {
            throw new UsageException("--attribute takes NAME=TEXT, such as country=PT, or NAME:=JSON, such as age:=42;"
                    + " this is " + attribute + ".");
        }
        if (attribute.charAt(at - 1) != ':') {
            json.put(attribute.substring(0, at), attribute.substring(at + 1));
            return;
        }
        try {
            json.set(attribute.substring(0, at - 1), Json.read(attribute.substring(at + 1)));
        } catch (JsonProcessingException cause) {
            throw new UsageException("--attribute " + attribute + " has no JSON after :=; for text write NAME=TEXT.");
        }
    }
}
