package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists a project's sinks. */
@Command(name = "list", description = "List the project's sinks, and how far behind they are.")
public final class ListSinks implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListSinks(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(SinkId.all(session))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        if (body.path("sinks").isEmpty()) {
            session.terminal()
                    .note("No sinks in project " + session.project() + " yet. Create one: "
                            + session.suggestHere("sink", "create", "audit", "--webhook", "https://host/path"));
            return;
        }
        Table table = new Table("ID", "KIND", "NAME", "ENVIRONMENT", "STATE", "BEHIND", "UNDELIVERABLE");
        for (JsonNode sink : body.path("sinks")) {
            table.row(
                    Cell.of(sink.path("id").asText()),
                    Cell.of(sink.path("kind").asText()),
                    Cell.of(sink.path("name").asText()),
                    Cell.of(sink.path("environment").asText("all")),
                    Cell.of(sink.path("state").asText()),
                    Cell.of(Long.toString(behind(sink))),
                    Cell.of(sink.path("undeliverable").asText()));
        }
        session.terminal().result(table);
    }

    private static long behind(JsonNode sink) {
        long most = 0;
        for (JsonNode line : sink.path("lines")) {
            most = Math.max(most, line.path("lag").asLong());
        }
        return most;
    }
}
