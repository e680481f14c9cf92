package dev.belay.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.write.ExitCodeOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what differs between two environments, or between two points of time. */
@Command(
        name = "diff",
        description = {
            "Show what differs from one environment to another, each now or at a point.",
            "Points are such as staging, staging@17, production@10m, @2026-11-21T03:12. Versions take no part: only what"
                    + " flags and segments say."
        })
public final class Diff implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "FROM", description = "ENVIRONMENT, ENVIRONMENT@POINT or @POINT.")
    private String from = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TO",
            description = "The same; the environment that -e names, now, unless told.")
    private @Nullable String to;

    @Mixin
    private final ExitCodeOption exitCode = new ExitCodeOption();

    /** Works in this session. */
    public Diff(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        InstantWords instants = InstantWords.in(session.surroundings());
        Place before = Place.parse(from, session.environment(), instants);
        Place after = Place.parse(to == null ? "" : to, session.environment(), instants);
        Address diff = session.environments().then(after.environment(), "diff").with("against", before.environment());
        var answer = session.send(Request.get(after.on(before.on(diff, "from"), "to")));
        session.show(answer, body -> print(body.path("differences"), before.words(instants), after.words(instants)));
        return exitCode.of(!answer.body().path("differences").isEmpty());
    }

    private void print(JsonNode list, String before, String after) {
        Differences differences = new Differences(list);
        if (differences.isEmpty()) {
            session.terminal().note("No difference from " + before + " to " + after + ".");
            return;
        }
        session.terminal().note("From " + before + " to " + after + ", different: " + differences.count());
        session.terminal().result(differences.table(before, after));
    }
}
