package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how far a sink has come, and what keeps it. */
@Command(name = "show", description = "Show how far a sink has come in each flag set, and what keeps it.")
public final class ShowSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    /** Works in this session. */
    public ShowSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(id.address(session))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode sink) {
        String kind = sink.path("kind").asText();
        session.terminal()
                .note("The " + kind + " sink " + sink.path("name").asText() + " is "
                        + sink.path("state").asText() + "; it delivers to "
                        + sink.path(kind).toString());
        Table table = new Table("FLAG SET", "POSITION", "BEHIND", "STATE", "ATTEMPTS", "EVENT", "ERROR");
        for (JsonNode line : sink.path("lines")) {
            JsonNode failure = line.path("failure");
            table.row(
                    Cell.of(line.path("flagSet").asText()),
                    Cell.of(line.path("position").asText()),
                    Cell.of(line.path("lag").asText()),
                    Cell.of(line.path("state").asText()),
                    Cell.of(failure.path("attempts").asText("")),
                    Cell.of(failure.path("event").asText("")),
                    Cell.of(failure.path("error").asText("")));
        }
        session.terminal().result(table);
    }
}
