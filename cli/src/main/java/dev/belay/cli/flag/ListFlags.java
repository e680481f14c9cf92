package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.FlagWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists an environment's flags with what each one does now. */
@Command(name = "list", description = "List the flags and what each one does now.")
public final class ListFlags implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListFlags(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.flagSet().then("flags"))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        JsonNode flags = body.path("flags");
        if (flags.isEmpty()) {
            session.terminal()
                    .note("No flags in " + session.environment() + " yet. Create one: "
                            + session.suggestHere("flag", "create", "my-first-flag"));
            return;
        }
        Table table = new Table("FLAG", "TYPE", "VERSION", "STATE");
        flags.forEach(each -> table.row(
                Cell.of(each.path("flag").path("key").asText()),
                Cell.of(each.path("flag").path("type").asText()),
                Cell.of(each.path("version").asLong()),
                state(each.path("flag"))));
        session.terminal().note("Flags in " + session.environment() + ": " + flags.size());
        session.terminal().result(table);
    }

    private static Cell state(JsonNode flag) {
        Style style = flag.path("enabled").asBoolean() ? Style.GREEN : Style.DIM;
        return new Cell(FlagWords.state(flag), style);
    }
}
