package dev.belay.cli.difference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.FlagWords;
import dev.belay.cli.words.SubjectChanges;
import java.util.List;

/**
 * What differs, subject by subject, as the API lists it.
 *
 * @param list the API's {@code differences}
 */
public record Differences(JsonNode list) {

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** How many subjects differ: "3 flags", "1 flag and 2 segments". */
    public String count() {
        int flags = count("flag");
        int others = list.size() - flags;
        String first = flags == 1 ? "1 flag" : flags + " flags";
        String second = others == 1 ? "1 segment" : others + " segments";
        if (others == 0) {
            return first;
        }
        return flags == 0 ? second : first + " and " + second;
    }

    /** One row for each subject. */
    public Table table() {
        Table table = new Table("", "SUBJECT", "CHANGE");
        for (JsonNode each : list) {
            JsonNode before = each.path("before");
            JsonNode after = each.path("after");
            List<String> words = SubjectChanges.between(each.path("subject"), before, after);
            String change = words.isEmpty() ? "only its version" : String.join("; ", words);
            table.row(mark(before, after), Cell.of(SubjectChanges.subject(each.path("subject"))), Cell.of(change));
        }
        return table;
    }

    /** One row for each subject, where it is not the same thing in two places. */
    public Table table(String before, String after) {
        Table table = new Table("", "SUBJECT", "DIFFERENCE");
        for (JsonNode each : list) {
            table.row(
                    mark(each),
                    Cell.of(SubjectChanges.subject(each.path("subject"))),
                    Cell.of(words(each, before, after)));
        }
        return table;
    }

    /** What one difference is, between two places that have names. */
    public static String words(JsonNode difference, String before, String after) {
        JsonNode old = difference.path("before");
        JsonNode now = difference.path("after");
        if (old.isObject() && now.isObject()) {
            return String.join("; ", SubjectChanges.between(difference.path("subject"), old, now));
        }
        JsonNode only = old.isObject() ? old : now;
        String where = "only in " + (old.isObject() ? before : after);
        return difference.path("subject").path("kind").asText().equals("flag")
                ? where + ": " + FlagWords.state(only)
                : where;
    }

    /** Whether something is more, less or another after than before. */
    public static Cell mark(JsonNode difference) {
        return mark(difference.path("before"), difference.path("after"));
    }

    private int count(String kind) {
        int count = 0;
        for (JsonNode each : list) {
            if (each.path("subject").path("kind").asText().equals(kind)) {
                count++;
            }
        }
        return count;
    }

    private static Cell mark(JsonNode before, JsonNode after) {
        if (!before.isObject()) {
            return new Cell("+", Style.GREEN);
        }
        return after.isObject() ? new Cell("~", Style.YELLOW) : new Cell("-", Style.RED);
    }
}
