package dev.belay.cli.sink;

import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a sink go on. */
@Command(
        name = "resume",
        description = "Let a sink go on, also one that is blocked: what waits is tried again at once.")
public final class ResumeSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    /** Works in this session. */
    public ResumeSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(
                session.send(Request.make(id.address(session).then("resume"), Json.object())),
                _ -> session.terminal().confirm("The sink " + id.text() + " goes on"));
        return ExitCode.OK;
    }
}
