package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import java.util.ArrayList;
import java.util.List;

/** What the server tells of retention, in words. */
final class RetentionWords {

    private static final int KIB = 1_024;
    static final long LEAST_KEPT = 1_000;

    private RetentionWords() {}

    static String policy(JsonNode policy) {
        List<String> limits = new ArrayList<>();
        if (policy.has("keepDays")) {
            limits.add(days(policy));
        }
        if (policy.has("keepEntries")) {
            limits.add("the last " + policy.path("keepEntries").asLong() + " entries");
        }
        return limits.isEmpty()
                ? "everything"
                : String.join(" or ", limits) + (limits.size() > 1 ? ", whichever is more" : "");
    }

    /** What would go now, and why not all of it; nothing where the server does not say. */
    static String due(JsonNode status, InstantWords instants) {
        JsonNode due = status.path("due");
        if (due.isMissingNode()) {
            return "";
        }
        long all = due.path("entries").asLong();
        long now = due.path("now").asLong();
        String waits =
                due.has("waitsFor") ? "; more waits for " + due.path("waitsFor").asText() : "";
        if (all == 0) {
            return "0 entries" + (waits.isEmpty() ? "; " + reason(status, instants) : waits);
        }
        return now > 0
                ? entries(now) + waits
                : "none: " + entries(all) + " are too few for an archive, which has 1000 or more" + waits;
    }

    /** Why a policy keeps all that there is. */
    private static String reason(JsonNode status, InstantWords instants) {
        JsonNode policy = status.path("retention");
        long last = policy.path("keepEntries").asLong(LEAST_KEPT);
        long inStore =
                status.path("newest").asLong() - status.path("oldestInStore").asLong();
        if (status.has("newest") && inStore <= last) {
            return "the last " + last + (last == LEAST_KEPT ? " always stay" : " stay");
        }
        if (status.path("due").has("next")) {
            return "what is older than the last " + last + " is "
                    + (policy.has("keepDays")
                            ? "younger than " + days(policy)
                            : "younger than 24 hours, and repeated requests may need it")
                    + "; the first can go from "
                    + instants.of(status.path("due").path("next").asText()) + " on";
        }
        if (policy.has("keepDays")) {
            return "what is in the store is among the last " + last + ", or younger than " + days(policy);
        }
        return "the last " + last + " stay, and what repeated requests of 24 hours may need";
    }

    private static String days(JsonNode policy) {
        int days = policy.path("keepDays").asInt();
        return days == 1 ? "1 day" : days + " days";
    }

    static String entries(long number) {
        return number == 1 ? "1 entry" : number + " entries";
    }

    static String size(JsonNode status) {
        long bytes = status.path("archivedBytes").asLong();
        return bytes < KIB ? bytes + " bytes" : bytes / KIB + " KiB";
    }

    static Table table(Session session, JsonNode status) {
        InstantWords instants = InstantWords.in(session.surroundings());
        JsonNode last = status.path("lastRun");
        Table table = new Table("RETENTION", session.environment());
        add(table, "keeps", policy(status.path("retention")));
        add(table, "purpose", status.path("retention").path("purpose").asText());
        add(table, "in the store", range(status.path("oldestInStore").asLong(), status));
        add(table, "with archives", range(status.path("oldest").asLong(), status));
        if (!status.path("archives").asBoolean()) {
            add(table, "archives", "this server has no folder for them");
        }
        add(table, "archives take", status.path("archivedBytes").asLong() == 0 ? "" : size(status));
        add(table, "due now", due(status, instants));
        if (last.has("at")) {
            add(table, "last run", instants.of(last.path("at").asText()));
            add(table, "archived then", entries(last.path("archived").asLong()));
        }
        add(table, "waits for", last.path("waitsFor").asText());
        add(table, "failed", last.path("error").asText());
        add(table, "next run", instants.of(status.path("nextRun").asText()));
        return table;
    }

    private static String range(long oldest, JsonNode status) {
        return "revisions " + oldest + " to " + status.path("newest").asLong();
    }

    private static void add(Table table, String name, String text) {
        if (!text.isEmpty()) {
            table.row(new Cell(name, Style.DIM), Cell.of(text));
        }
    }
}
