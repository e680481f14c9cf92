package dev.belay.cli.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a change set would do. */
@Command(
        name = "preview",
        description = {
            "Show what a change set would do to the answers of flags, and change nothing.",
            "The file holds {\"changes\": […]} as the HTTP API takes it, perhaps with contexts."
        })
public final class PreviewChanges implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "The change set as JSON; - reads standard input.")
    private String file = "";

    @Mixin
    private final PreviewOptions options = new PreviewOptions();

    /** Works in this session. */
    public PreviewChanges(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body = new DocumentInput(session.surroundings()).file(file);
        // What says who writes and why has nothing to do here.
        body.remove(List.of("reason", "onBehalfOf", "dryRun"));
        options.addTo(body, session.surroundings());
        new PreviewReport(session)
                .tell(session.send(Request.ask(session.flagSet().then("previews"), body)));
        return ExitCode.OK;
    }
}
