package dev.belay.cli.sink;

import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a sink. */
@Command(name = "delete", description = "Delete a sink and forget how far it had come.")
public final class DeleteSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    /** Works in this session. */
    public DeleteSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.send(Request.remove(id.address(session)));
        if (!session.json()) {
            session.terminal().confirm("The sink " + id.text() + " is deleted");
        }
        return ExitCode.OK;
    }
}
