package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.ConditionWords;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists an environment's segments. */
@Command(name = "list", description = "List the segments and who belongs to each.")
public final class ListSegments implements Callable<Integer> {
    private final Session session;

    /** Works in this session. */
    public ListSegments(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.flagSet().then("segments"))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        JsonNode segments = body.path("segments");
        Table table = new Table("SEGMENT", "VERSION", "INCLUDED", "EXCLUDED", "MEMBERS", "WHEN");
        segments.forEach(each -> {
            JsonNode segment = each.path("segment");
            table.row(
                    Cell.of(segment.path("key").asText()),
                    Cell.of(each.path("version").asLong()),
                    Cell.of(segment.path("included").size()),
                    Cell.of(segment.path("excluded").size()),
                    Cell.of(segment.path("members").path("count").asLong()),
                    Cell.of(segment.has("when") ? ConditionWords.of(segment.path("when")) : ""));
        });
        session.terminal().note("Segments in " + session.environment() + ": " + segments.size());
        if (!segments.isEmpty()) {
            session.terminal().result(table);
        }
    }
}
