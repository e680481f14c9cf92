package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Surroundings;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.ActorWords;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.SubjectChanges;
import java.util.ArrayList;
import java.util.List;

/** Entries of a ledger in rows. */
final class EntryTable {
    private static final int NAMED = 3;

    private EntryTable() {}

    static Table of(JsonNode entries, Surroundings surroundings) {
        InstantWords instants = InstantWords.in(surroundings);
        Table table = new Table("REVISION", "WHEN", "WHO", "WHAT");
        for (JsonNode entry : entries) {
            table.row(
                    Cell.of(revision(entry)),
                    new Cell(instants.of(entry.path("at").asText()), Style.DIM),
                    Cell.of(ActorWords.of(entry)),
                    Cell.of(entry.path("action").asText()
                            + subjects(entry.path("changes"))
                            + target(entry)
                            + reason(entry)));
        }
        return table;
    }

    private static String revision(JsonNode entry) {
        return entry.path("revision").asText();
    }

    /** Where a rollback went back to. */
    private static String target(JsonNode entry) {
        JsonNode target = entry.path("links").path("rollbackOf");
        if (target.has("of")) {
            String position = target.path("of").asText();
            return " to revision " + position.substring(position.lastIndexOf(':') + 1);
        }
        return target.has("version") ? " to version " + target.path("version").asLong() : "";
    }

    private static String subjects(JsonNode changes) {
        List<String> subjects = new ArrayList<>();
        changes.forEach(change -> subjects.add(SubjectChanges.subject(change.path("subject"))));
        String named = String.join(", ", subjects.subList(0, Math.min(NAMED, subjects.size())));
        return (named.isEmpty() ? "" : " ")
                + named
                + (subjects.size() > NAMED ? " and " + (subjects.size() - NAMED) + " more" : "");
    }

    private static String reason(JsonNode entry) {
        return entry.has("reason") ? ": \"" + entry.path("reason").asText() + "\"" : "";
    }
}
