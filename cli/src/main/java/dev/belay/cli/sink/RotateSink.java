package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the secret of a webhook. */
@Command(
        name = "rotate",
        description = {
            "Sign a webhook's events by a new secret from now on, and for a while by the old one, too.",
            "Standard output is the new secret alone; it is shown this once only."
        })
public final class RotateSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "How long the old secret still counts; PT24H if nothing is said.")
    private String overlap = "PT24H";

    /** Works in this session. */
    public RotateSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("overlap", overlap);
        session.show(session.send(Request.make(id.address(session).then("rotate"), body)), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        session.terminal().note("The sink " + id.text() + " signs by a new secret, which is not shown again:");
        session.terminal().result(body.path("secret").asText());
    }
}
