package dev.belay.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server knows of instances, in words. */
final class FleetWords {

    private final InstantWords instants;

    FleetWords(InstantWords instants) {
        this.instants = instants;
    }

    /** How many have confirmed what they are compared with: "revision 4711: 37 of 38 instances confirmed, 1 behind". */
    static String summary(JsonNode body) {
        JsonNode counts = body.path("counts");
        long at = counts.path("at").asLong();
        long behind = counts.path("behind").asLong();
        long diverged = counts.path("diverged").asLong();
        List<String> words = new ArrayList<>();
        long all = at + behind + diverged;
        words.add(at + " of " + all + (all == 1 ? " instance" : " instances") + " confirmed" + took(body));
        add(words, behind, "behind");
        add(words, diverged, "diverged");
        add(words, counts.path("disconnected").asLong(), "without a connection");
        return "revision " + revision(body.path("position").asText()) + ": " + String.join(", ", words);
    }

    /** What is to be said of a revision that there is none of yet. */
    static Optional<String> notMadeYet(JsonNode body) {
        String wanted = body.path("position").asText();
        String newest = body.path("head").asText();
        return isAfter(wanted, newest)
                ? Optional.of("There is no revision " + revision(wanted) + " yet; the newest is " + revision(newest))
                : Optional.empty();
    }

    private static boolean isAfter(String wanted, String newest) {
        try {
            return epoch(wanted).equals(epoch(newest))
                    && Long.parseLong(revision(wanted)) > Long.parseLong(revision(newest));
        } catch (NumberFormatException noPosition) {
            return false;
        }
    }

    private static String epoch(String position) {
        return position.substring(0, Math.max(0, position.lastIndexOf(':')));
    }

    /** Who cannot say how far he is; empty if there is nobody. */
    static String silent(JsonNode body) {
        List<String> words = new ArrayList<>();
        long streams = body.path("cannotConfirm").path("streams").asLong();
        long callers = body.path("cannotConfirm").path("callers").asLong();
        add(words, streams, streams == 1 ? "stream of an unknown receiver" : "streams of unknown receivers");
        add(
                words,
                callers,
                callers == 1 ? "client that asks for single answers" : "clients that ask for single answers");
        return words.isEmpty() ? "" : "Cannot confirm: about " + String.join(" and ", words);
    }

    /** Whether all have what they are compared with. */
    static boolean isConfirmed(JsonNode body) {
        JsonNode counts = body.path("counts");
        return counts.path("behind").asLong() + counts.path("diverged").asLong() == 0;
    }

    private static String took(JsonNode body) {
        for (JsonNode revision : body.path("revisions")) {
            JsonNode took = revision.path("took");
            if (revision.path("position").equals(body.path("position"))
                    && took.path("instances").asLong() > 0) {
                return " in " + took.path("lastMillis").asLong() + " ms (half of them in "
                        + took.path("p50Millis").asLong() + " ms)";
            }
        }
        return "";
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }

    /** One row for each listed instance. */
    Table table(JsonNode body) {
        Table table = new Table("INSTANCE", "APPLICATION", "HOST", "REVISION", "STATE", "LAST HEARD OF");
        for (JsonNode each : body.path("instances")) {
            String state = each.path("state").asText();
            table.row(
                    Cell.of(each.path("instance").asText()),
                    Cell.of((each.path("application").asText() + " "
                                    + each.path("version").asText())
                            .strip()),
                    Cell.of(host(each)),
                    Cell.of(revision(each.path("applied").asText("-"))),
                    new Cell(state + (each.path("connected").asBoolean() ? "" : ", no connection"), style(state)),
                    Cell.of(instants.of(each.path("lastSeen").asText())));
        }
        return table;
    }

    /** One line for each listed instance that has not confirmed. */
    List<String> lines(JsonNode body) {
        List<String> lines = new ArrayList<>();
        for (JsonNode each : body.path("instances")) {
            if (!each.path("state").asText().equals("at")) {
                lines.add("  " + line(each));
            }
        }
        return lines;
    }

    private String line(JsonNode instance) {
        boolean connected = instance.path("connected").asBoolean();
        return instance.path("instance").asText() + " on " + host(instance) + ": "
                + instance.path("state").asText() + " at revision "
                + revision(instance.path("applied").asText("-"))
                + (connected ? ", last heard of " : ", no connection since ")
                + instants.of(instance.path("lastSeen").asText());
    }

    /** One row for each of the newest revisions. */
    Table revisions(JsonNode body, int most) {
        Table table = new Table("REVISION", "CONFIRMED", "OUTSTANDING", "P50", "P99", "LAST", "SINCE");
        int rows = 0;
        for (JsonNode each : body.path("revisions")) {
            if (rows++ < most) {
                table.row(
                        Cell.of(revision(each.path("position").asText())),
                        Cell.of(each.path("confirmed").asLong()),
                        Cell.of(each.path("outstanding").asLong()),
                        millis(each, "p50Millis"),
                        millis(each, "p99Millis"),
                        millis(each, "lastMillis"),
                        Cell.of(instants.of(each.path("at").asText())));
            }
        }
        return table;
    }

    private static Cell millis(JsonNode revision, String name) {
        JsonNode took = revision.path("took");
        return Cell.of(
                took.path("instances").asLong() == 0 ? "-" : took.path(name).asLong() + " ms");
    }

    private static String host(JsonNode instance) {
        String host = instance.path("host").asText();
        return host.isEmpty() ? instance.path("address").asText() : host;
    }

    private static Style style(String state) {
        return switch (state) {
            case "at" -> Style.PLAIN;
            case "behind" -> Style.YELLOW;
            default -> Style.RED;
        };
    }

    private static String revision(String position) {
        return position.substring(position.lastIndexOf(':') + 1);
    }
}
