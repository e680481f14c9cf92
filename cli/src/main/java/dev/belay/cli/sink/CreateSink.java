package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a sink, and prints the secret that a webhook's events are signed with. */
@Command(
        name = "create",
        description = {
            "Create a sink, which announces the environment's changes from now on to another system.",
            "For a webhook, standard output is the secret that its events are signed with; it is shown this once only."
        })
public final class CreateSink implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "What to call it; no other sink of the project has that name.")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private SinkTarget target = new SinkTarget();

    @Option(names = "--allow-http", description = "Send a webhook without encryption, to an address with http.")
    private boolean allowHttp;

    @Option(names = "--all-environments", description = "Announce all environments of the project, those to come too.")
    private boolean allEnvironments;

    @Option(
            names = "--flags",
            paramLabel = "KEY",
            description = "Only these flags; * at the end stands for any. May be repeated.")
    private List<String> flags = new ArrayList<>();

    @Option(names = "--documents", description = "Send the new documents, too.")
    private boolean documents;

    @Option(names = "--skip", description = "Go on without events that cannot be delivered, instead of waiting.")
    private boolean skip;

    @Option(
            names = "--from",
            paramLabel = "FROM",
            description =
                    "now (if nothing is said), beginning, a revision or a position: events after it are announced.")
    private String from = "now";

    /** Works in this session. */
    public CreateSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body =
                Json.object().put("name", name).put("documents", documents).put("from", from);
        if (!allEnvironments) {
            body.put("environment", session.environment());
        }
        if (skip) {
            body.put("onUndeliverable", "skip");
        }
        flags.forEach(body.withArray("flags")::add);
        target.addTo(body, session);
        if (allowHttp) {
            SinkTarget.allowHttp(body, true);
        }
        session.show(session.send(Request.make(SinkId.all(session), body)), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode sink) {
        String id = sink.path("id").asText();
        if (!sink.has("secret")) {
            session.terminal().note("The " + sink.path("kind").asText() + " sink " + name + " is made:");
            session.terminal().result(id);
            return;
        }
        session.terminal()
                .note("The webhook sink " + name + " (" + id
                        + ") is made. Its events are signed with this secret, which is not shown again:");
        session.terminal().result(sink.path("secret").asText());
    }
}
