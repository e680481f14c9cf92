package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.FlagWords;
import java.util.function.Function;

/** A flag's document on one page. */
final class FlagSheet {
    private final Table table;

    private FlagSheet(Table table) {
        this.table = table;
    }

    static Table of(JsonNode flag, String where) {
        FlagSheet sheet = new FlagSheet(new Table("FLAG", flag.path("key").asText()));
        sheet.line("where", where);
        sheet.line("type", flag.path("type").asText());
        sheet.line("state", FlagWords.state(flag));
        sheet.line("enabled", flag.path("enabled").asBoolean() ? "yes" : "no");
        sheet.line("when disabled", FlagWords.whenDisabled(flag));
        sheet.lines("variants", flag.path("variants"), FlagWords::variant);
        sheet.lines("prerequisites", flag.path("prerequisites"), FlagWords::prerequisite);
        sheet.lines("targets", flag.path("targets"), FlagWords::target);
        sheet.lines("rules", flag.path("rules"), rule -> rule.path("id").asText() + ": " + FlagWords.rule(flag, rule));
        sheet.line("otherwise", FlagWords.otherwise(flag));
        sheet.line("client keys", flag.path("exposed").asBoolean() ? "see its answers" : "do not see it");
        return sheet.table;
    }

    private void line(String name, String text) {
        table.row(new Cell(name, Style.DIM), Cell.of(text));
    }

    private void lines(String name, JsonNode items, Function<JsonNode, String> words) {
        String heading = name;
        for (JsonNode item : items) {
            line(heading, words.apply(item));
            heading = "";
        }
    }
}
