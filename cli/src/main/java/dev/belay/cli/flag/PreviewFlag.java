package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.preview.PreviewOptions;
import dev.belay.cli.preview.PreviewReport;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.write.GivenDocument;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what an edit of a flag would do. */
@Command(
        name = "preview",
        description = {
            "Show whose answers an edit of the flag would change, and change nothing.",
            "Takes the edits of `flag set`, or the whole document with --file."
        })
public final class PreviewFlag implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(names = "--file", paramLabel = "FILE", description = "The whole document as JSON; - reads standard input.")
    private @Nullable String file;

    @Mixin
    private final FlagEdits edits = new FlagEdits();

    @Mixin
    private final PreviewOptions options = new PreviewOptions();

    /** Works in this session. */
    public PreviewFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if ((file == null) == edits.isEmpty()) {
            throw new UsageException(
                    "flag preview takes either edits, such as --otherwise on or --split on=25,off=75, or --file.");
        }
        JsonNode current = session.send(Request.get(session.flag(key.text()))).body();
        ObjectNode body = Json.object();
        ObjectNode put = body.putArray("changes").addObject().put("op", "put");
        put.set("flag", document(current));
        put.put("baseVersion", current.path("version").asLong());
        options.addTo(body, session.surroundings());
        new PreviewReport(session)
                .tell(session.send(Request.ask(session.flagSet().then("previews"), body)));
        return ExitCode.OK;
    }

    private ObjectNode document(JsonNode current) {
        if (file != null) {
            return GivenDocument.of(new DocumentInput(session.surroundings()).file(file), "flag")
                    .named(key.text());
        }
        if (current.path("flag").deepCopy() instanceof ObjectNode document) {
            edits.applyTo(document);
            return document;
        }
        throw new IllegalStateException("The server answered without the flag");
    }
}
