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

/** Lists the events that a sink went on without. */
@Command(
        name = "undeliverable",
        description = "List the events that a sink went on without, the oldest first; each can be replayed.")
public final class ListUndeliverable implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    /** Works in this session. */
    public ListUndeliverable(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(id.address(session).then("undeliverable"))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        JsonNode events = body.path("events");
        if (events.isEmpty()) {
            session.terminal()
                    .note("The sink " + id.text()
                            + " has no undeliverable events; those that were replayed are not listed.");
            return;
        }
        InstantWords instants = InstantWords.in(session.surroundings());
        Table table = new Table("FLAG SET", "EVENT", "GIVEN UP", "ATTEMPTS", "ERROR");
        for (JsonNode event : events) {
            table.row(
                    Cell.of(event.path("flagSet").asText()),
                    Cell.of(event.path("event").asText()),
                    Cell.of(instants.of(event.path("at").asText())),
                    Cell.of(event.path("attempts").asLong()),
                    Cell.of(event.path("error").asText()));
        }
        session.terminal().result(table);
        session.terminal().note("Deliver one again: " + replay(events.path(0)));
    }

    private String replay(JsonNode event) {
        String flagSet = event.path("flagSet").asText();
        return session.suggest(
                        "sink",
                        "replay",
                        id.text(),
                        "--event",
                        event.path("event").asText())
                .with("-e", flagSet.substring(flagSet.indexOf('/') + 1))
                .toString();
    }
}
