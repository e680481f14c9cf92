package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists a project's environments. */
@Command(name = "list", description = "List the project's environments.")
public final class ListEnvironments implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListEnvironments(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.environments())), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        Table table = new Table("ENVIRONMENT", "REVISION", "FLAGS", "");
        for (JsonNode each : body.path("environments")) {
            String key = each.path("key").asText();
            table.row(
                    Cell.of(key),
                    Cell.of(each.path("revision").asText()),
                    Cell.of(each.path("flags").asText()),
                    Cell.of(key.equals(session.environment()) ? "(yours, unless -e says otherwise)" : ""));
        }
        session.terminal().result(table);
    }
}
