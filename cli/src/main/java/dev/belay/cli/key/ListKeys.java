package dev.belay.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists an environment's keys, without the secrets. */
@Command(name = "list", description = "List the environment's keys. The keys themselves are not known any more.")
public final class ListKeys implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListKeys(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.flagSet().then("keys"))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        InstantWords instants = InstantWords.in(session.surroundings());
        if (body.path("keys").isEmpty()) {
            session.terminal()
                    .note("No keys in " + session.environment() + " yet. Create one: "
                            + session.suggestHere("key", "create", "my-application"));
            return;
        }
        Table table = new Table("ID", "KIND", "NAME", "CREATED");
        for (JsonNode key : body.path("keys")) {
            table.row(
                    Cell.of(key.path("id").asText()),
                    Cell.of(key.path("kind").asText()),
                    Cell.of(key.path("name").asText()),
                    Cell.of(instants.of(key.path("createdAt").asText())));
        }
        session.terminal().result(table);
    }
}
