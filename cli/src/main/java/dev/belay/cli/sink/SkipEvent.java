package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a sink go on without an event. */
@Command(
        name = "skip",
        description = "Let a blocked sink go on without the event that blocks it, which can be replayed later.")
public final class SkipEvent implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    @Option(names = "--event", required = true, paramLabel = "EVENT", description = "Its id, as `sink show` tells it.")
    private String event = "";

    /** Works in this session. */
    public SkipEvent(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body =
                Json.object().put("environment", session.environment()).put("event", event);
        session.show(
                session.send(Request.make(id.address(session).then("skip"), body)),
                _ -> session.terminal().confirm("The sink " + id.text() + " goes on without " + event));
        return ExitCode.OK;
    }
}
