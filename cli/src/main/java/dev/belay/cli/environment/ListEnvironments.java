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
        if (body.path("environments").isEmpty()) {
            session.terminal()
                    .note("No environments in project " + session.project() + " that you may see. Create one: "
                            + session.suggest("env", "create", "production"));
            return;
        }
        Table table = new Table("ENVIRONMENT", "FLAGS", "REVISION", "SINCE");
        for (JsonNode each : body.path("environments")) {
            String key = each.path("key").asText();
            JsonNode state =
                    session.send(Request.get(session.environments().then(key))).body();
            table.row(
                    new Cell(key, key.equals(session.environment()) ? Style.BOLD : Style.PLAIN),
                    Cell.of(state.path("flags").asText()),
                    Cell.of(state.path("revision").asText()),
                    Cell.of(since(state)));
        }
        session.terminal()
                .note("Environments of project " + session.project() + "; commands act on " + session.environment()
                        + " unless -e says otherwise");
        session.terminal().result(table);
    }

    private String since(JsonNode state) {
        InstantWords instants = InstantWords.in(session.surroundings());
        return state.path("revision").asLong() == 0
                ? "nothing has happened yet"
                : instants.of(state.path("at").asText());
    }
}
