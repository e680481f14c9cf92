package dev.belay.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Choice;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a key and prints it, this once. */
@Command(
        name = "create",
        description = {
            "Create a key for an application and print it. It is shown this once only.",
            "Standard output is the key alone, ready to be piped into a secret store."
        })
public final class CreateKey implements Callable<Integer> {
    private static final List<String> KINDS = List.of("server", "client", "replica");

    private final Session session;

    @Parameters(index = "0", paramLabel = "NAME", description = "What to call it, such as the application's name.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "server (for back ends; if nothing is said), client (browsers and phones), replica.")
    private String kind = "server";

    /** Works in this session. */
    public CreateKey(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Choice.of("a kind of key", KINDS, kind);
        ObjectNode body = Json.object().put("name", name).put("kind", kind);
        session.show(session.send(Request.make(session.flagSet().then("keys"), body)), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        session.terminal()
                .note("The " + kind + " key " + name + " of " + session.environment()
                        + "; it is not shown again, so keep it now:");
        session.terminal().result(body.path("key").asText());
    }
}
