package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Delivers events again. */
@Command(
        name = "replay",
        description = "Deliver events of the environment again: one of them at once, or all after a position.")
public final class ReplaySink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** Works in this session. */
    public ReplaySink(Session session) {
        this.session = session;
    }

    /** Either of the two. */
    static final class What {
        @Option(names = "--from", paramLabel = "FROM", description = "beginning, a revision, or a position.")
        @Nullable
        String from;

        @Option(names = "--event", paramLabel = "EVENT", description = "The id of an event.")
        @Nullable
        String event;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("environment", session.environment());
        if (what.from != null) {
            body.put("from", what.from);
        } else {
            body.put("event", what.event);
        }
        session.show(
                session.send(Request.make(id.address(session).then("replay"), body)),
                _ -> session.terminal()
                        .confirm(
                                what.from == null
                                        ? "The event was delivered again"
                                        : "The sink " + id.text() + " begins again after " + what.from + " in "
                                                + session.environment()));
        return ExitCode.OK;
    }
}
