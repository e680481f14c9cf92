package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows where an environment stands. */
@Command(name = "show", description = "Show where the environment stands: revision, checksum, number of flags.")
public final class ShowEnvironment implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ShowEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.flagSet())), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        InstantWords instants = InstantWords.in(session.surroundings());
        Table table = new Table("ENVIRONMENT", body.path("key").asText());
        add(table, "project", body.path("project").asText());
        add(table, "revision", body.path("revision").asText());
        add(table, "position", body.path("position").asText());
        if (body.path("revision").asLong() > 0) {
            add(table, "since", instants.of(body.path("at").asText()));
        }
        add(table, "flags", body.path("flags").asText());
        add(table, "segments", body.path("segments").asText());
        add(table, "checksum", body.path("checksum").asText());
        session.terminal().result(table);
    }

    private static void add(Table table, String name, String text) {
        if (!text.isEmpty()) {
            table.row(new Cell(name, Style.DIM), Cell.of(text));
        }
    }
}
