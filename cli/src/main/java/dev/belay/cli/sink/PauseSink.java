package dev.belay.cli.sink;

import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a sink wait. */
@Command(
        name = "pause",
        description =
                "Let a sink wait until it is resumed. History that it needs is kept for it, for at most a week longer than a"
                        + " policy says.")
public final class PauseSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    /** Works in this session. */
    public PauseSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(
                session.send(Request.make(id.address(session).then("pause"), Json.object())),
                _ -> session.terminal().confirm("The sink " + id.text() + " waits until it is resumed"));
        return ExitCode.OK;
    }
}
