package dev.belay.cli.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the projects. */
@Command(name = "list", description = "List the projects that you may see.")
public final class ListProjects implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListProjects(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.projects())), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        if (body.path("projects").isEmpty()) {
            session.terminal()
                    .note("No projects that you may see. Create one: "
                            + session.suggestAtServer("project", "create", "shop"));
            return;
        }
        Table table = new Table("PROJECT", "NAME");
        for (JsonNode each : body.path("projects")) {
            String key = each.path("key").asText();
            table.row(
                    new Cell(key, key.equals(session.project()) ? Style.BOLD : Style.PLAIN),
                    Cell.of(each.path("name").asText()));
        }
        session.terminal().note("Commands act on project " + session.project() + " unless -p says otherwise");
        session.terminal().result(table);
    }
}
