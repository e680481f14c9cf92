package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.ConditionWords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one segment. */
@Command(
        name = "get",
        description = "Show who belongs to a segment. With --json, what `segment put --file` takes back.")
public final class GetSegment implements Callable<Integer> {

    /** So many listed keys are shown before the rest is only counted. */
    private static final int SHOWN = 10;

    private final Session session;

    @Mixin
    private final SegmentKey key = new SegmentKey();

    /** Works in this session. */
    public GetSegment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.show(session.send(Request.get(session.flagSet().then("segments", key.text()))), this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode body) {
        JsonNode segment = body.path("segment");
        session.terminal()
                .note(key.text() + " in " + session.environment() + ", version "
                        + body.path("version").asLong() + ", by "
                        + segment.path("by").asText());
        line("excluded", keys(segment.path("excluded")));
        line("included", keys(segment.path("included")));
        long members = segment.path("members").path("count").asLong();
        line("members", members == 0 ? "none" : Long.toString(members));
        line("when", segment.has("when") ? ConditionWords.of(segment.path("when")) : noCondition(segment));
    }

    private static String noCondition(JsonNode segment) {
        boolean lists = segment.path("members").path("count").asLong() > 0
                || !segment.path("included").isEmpty();
        return lists
                ? "no condition; those who are listed belong, and nobody else"
                : "no condition, so nobody belongs yet";
    }

    private void line(String name, String text) {
        session.terminal().result(name + ": " + text);
    }

    private static String keys(JsonNode list) {
        List<String> keys = new ArrayList<>();
        for (JsonNode each : list) {
            if (keys.size() == SHOWN) {
                return String.join(", ", keys) + " and " + (list.size() - SHOWN) + " more";
            }
            keys.add(each.asText());
        }
        return keys.isEmpty() ? "none" : String.join(", ", keys);
    }
}
