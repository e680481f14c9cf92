package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a sink announces, how far it has come, and what keeps it. */
@Command(
        name = "show",
        description =
                "Show what a sink announces and where to, how far it has come in each flag set, and what keeps it.")
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
        InstantWords instants = InstantWords.in(session.surroundings());
        session.terminal().result(new SinkSheet(sink, instants).table());
        session.terminal().result("");
        session.terminal().result(lines(sink, instants));
        if (sink.path("undeliverable").asLong() > 0) {
            session.terminal().note("What it went on without: " + session.suggest("sink", "undeliverable", id.text()));
        }
    }

    private static Table lines(JsonNode sink, InstantWords instants) {
        Table table = new Table("FLAG SET", "POSITION", "BEHIND", "STATE", "SINCE", "ATTEMPTS", "EVENT", "ERROR");
        for (JsonNode line : sink.path("lines")) {
            JsonNode failure = line.path("failure");
            table.row(
                    Cell.of(line.path("flagSet").asText()),
                    Cell.of(line.path("position").asText()),
                    Cell.of(line.path("lag").asText()),
                    Cell.of(line.path("state").asText()),
                    Cell.of(instants.of(failure.path("since").asText(""))),
                    Cell.of(failure.path("attempts").asText("")),
                    Cell.of(failure.path("event").asText("")),
                    Cell.of(failure.path("error").asText("")));
        }
        return table;
    }
}
