package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what differs between two revisions, or between two environments. */
@Command(name = "diff", description = "Show what differs between two revisions, or from another environment.")
public final class DiffEnvironment implements Callable<Integer> {
    private final Session session;

    @Option(names = "--from", paramLabel = "REVISION", description = "The earlier revision.")
    private @Nullable Long from;

    @Option(names = "--to", paramLabel = "REVISION", description = "The later revision; the newest unless told.")
    private @Nullable Long to;

    @Option(names = "--against", paramLabel = "ENVIRONMENT", description = "The environment to compare with, instead.")
    private @Nullable String against;

    /** Works in this session. */
    public DiffEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if ((from == null) == (against == null) || (against != null && to != null)) {
            throw new UsageException("env diff takes either --from (and --to), or --against; for example --from 12.");
        }
        session.show(session.send(Request.get(address())), this::print);
        return ExitCode.OK;
    }

    private Address address() {
        Address diff = session.flagSet().then("diff");
        if (against != null) {
            return diff.with("against", against);
        }
        Address since = diff.with("from", from == null ? 0 : from);
        return to == null ? since : since.with("to", to);
    }

    private void print(JsonNode body) {
        Differences differences = new Differences(body.path("differences"));
        if (differences.isEmpty()) {
            session.terminal().note("No difference " + between() + ".");
            return;
        }
        session.terminal().note("Differences " + between() + ": " + differences.count());
        session.terminal().result(differences.table());
    }

    private String between() {
        return against == null
                ? "in " + session.environment() + " from revision " + from + " to "
                        + (to == null ? "now" : "revision " + to)
                : "from " + against + " to " + session.environment();
    }
}
