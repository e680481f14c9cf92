package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a person changes about a sink. */
final class SinkEdits {

    private static final List<String> KEPT =
            List.of("name", "flags", "actions", "documents", "onUndeliverable", "giveUpAfter");

    @ArgGroup
    private @Nullable SinkTarget target;

    @Option(
            names = "--allow-http",
            negatable = true,
            description =
                    "Send a webhook without encryption, to an address with http; or no more, with --no-allow-http.")
    private @Nullable Boolean allowHttp;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it.")
    private @Nullable String name;

    @ArgGroup
    private @Nullable Flags flags;

    @Option(
            names = "--documents",
            negatable = true,
            description = "Send the new documents, too; or no more, with --no-documents.")
    private @Nullable Boolean documents;

    @Option(
            names = "--skip",
            negatable = true,
            description = "Go on without events that cannot be delivered; or wait, with --no-skip.")
    private @Nullable Boolean skip;

    /** Either of the two. */
    static final class Flags {
        @Option(
                names = "--flags",
                paramLabel = "KEY",
                description = "Only these flags from now on; * at the end stands for any. May be repeated.")
        @Nullable
        List<String> some;

        @Option(names = "--all-flags", description = "All flags and segments from now on.")
        boolean all;
    }

    boolean isEmpty() {
        return target == null
                && allowHttp == null
                && name == null
                && flags == null
                && documents == null
                && skip == null;
    }

    /** The sink as it shall be, from the sink as the server shows it. */
    ObjectNode applyTo(JsonNode sink, Session session) {
        String kind = sink.path("kind").asText();
        ObjectNode body = Json.object();
        KEPT.forEach(field -> body.set(field, sink.path(field)));
        body.set(kind, sink.path(kind).deepCopy());
        if (target != null) {
            if (target.replaces(kind)) {
                body.remove(kind);
            }
            target.addTo(body, session);
            requireSameKind(body, sink, session);
        }
        if (allowHttp != null) {
            SinkTarget.allowHttp(body, allowHttp);
        }
        applyManner(body);
        return body;
    }

    private void applyManner(ObjectNode body) {
        if (name != null) {
            body.put("name", name);
        }
        if (flags != null) {
            flags(body, flags);
        }
        if (documents != null) {
            body.put("documents", documents);
        }
        if (skip != null) {
            body.put("onUndeliverable", skip ? "skip" : "wait");
        }
    }

    // A sink of another kind has nothing in common with this one, and its secret would be lost without a word.
    private static void requireSameKind(ObjectNode body, JsonNode sink, Session session) {
        String kind = sink.path("kind").asText();
        if (!body.has(kind)) {
            String id = sink.path("id").asText();
            throw new UsageException(
                    "The sink " + id + " is a " + kind + " sink, and stays one. Make another sink with `"
                            + session.suggestHere("sink", "create", "NAME") + " …`, and end this one with `"
                            + session.suggest("sink", "delete", id) + "`.");
        }
    }

    private static void flags(ObjectNode body, Flags wanted) {
        var keys = body.putArray("flags");
        if (wanted.some != null) {
            wanted.some.forEach(keys::add);
        }
    }
}
