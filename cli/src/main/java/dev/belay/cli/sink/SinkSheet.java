package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.DurationWords;
import dev.belay.cli.words.InstantWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sink in words, without how far it has come. */
record SinkSheet(JsonNode sink, InstantWords instants) {

    Table table() {
        String kind = text("kind");
        Table table = new Table("SINK", text("name"));
        add(table, "id", text("id"));
        add(table, "state", text("state"));
        add(table, "announces", sink.path("environment").asText("every environment of " + text("project")));
        add(table, "flags", all("flags", "all, and segments"));
        add(table, "actions", all("actions", "all"));
        add(table, "documents", sink.path("documents").asBoolean() ? "sent" : "not sent");
        for (Map.Entry<String, JsonNode> setting : sink.path(kind).properties()) {
            add(table, kind + " " + setting.getKey(), words(setting.getValue()));
        }
        add(table, "gives up after", DurationWords.of(text("giveUpAfter")) + ", and then " + then());
        add(table, "undeliverable", undeliverable());
        add(table, "made", instants.of(text("createdAt")) + " by " + text("createdBy"));
        return table;
    }

    private String text(String field) {
        return sink.path(field).asText();
    }

    private String all(String field, String none) {
        List<String> words = new ArrayList<>();
        sink.path(field).forEach(each -> words.add(each.asText()));
        return words.isEmpty() ? none : String.join(", ", words);
    }

    private static String words(JsonNode value) {
        return value.isBoolean() ? (value.asBoolean() ? "yes" : "no") : value.asText();
    }

    private String then() {
        return text("onUndeliverable").equals("skip") ? "goes on without the event" : "waits for a person";
    }

    private String undeliverable() {
        long forgotten = sink.path("forgotten").asLong();
        return text("undeliverable") + (forgotten == 0 ? "" : " (and " + forgotten + " older, which are forgotten)");
    }

    private static void add(Table table, String name, String text) {
        table.row(Cell.of(name), Cell.of(text));
    }
}
