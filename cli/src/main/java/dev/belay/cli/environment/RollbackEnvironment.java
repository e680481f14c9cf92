package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Authorship;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.session.WriteReport;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a whole environment, or chosen flags of it, back to an earlier state in one entry. */
@Command(
        name = "rollback",
        description = {
            "Make the environment what it was at a revision or an instant, in one step that SDKs see as one.",
            "In a terminal it shows what would change and asks; elsewhere it needs --yes."
        })
public final class RollbackEnvironment implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--to",
            paramLabel = "POINT",
            required = true,
            description = "A revision (17), a time (2026-11-21T03:12 or with Z), or an age (10m).")
    private String to = "";

    @Option(names = "--flag", paramLabel = "KEY", description = "Only this flag. Repeatable.")
    private List<String> flags = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private final Authorship authorship = new Authorship();

    /** Works in this session. */
    public RollbackEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Terminal terminal = session.terminal();
        if (!dryRun && !yes && !terminal.interactive()) {
            throw new UsageException("env rollback asks before it changes " + session.environment()
                    + ", and there is no terminal to ask at; look with --dry-run, then give --yes.");
        }
        InstantWords instants = new InstantWords(
                session.surroundings().clock(), session.surroundings().zone());
        Point point = Point.parse("--to", to, instants);
        String what = session.environment() + " to " + point.words(instants);
        if (dryRun) {
            session.show(preview(point), body -> print(body, what));
            return ExitCode.OK;
        }
        if (!yes && !confirmed(point, what)) {
            return ExitCode.REFUSED;
        }
        Answer answer = session.send(request(point, false));
        String where = what + (flags.isEmpty() ? "" : ", " + String.join(", ", flags) + " only");
        new WriteReport(session).tell(answer, "Rolled back " + where, "Nothing to roll back: " + where);
        return ExitCode.OK;
    }

    private boolean confirmed(Point point, String what) {
        JsonNode body = preview(point).body();
        Differences differences = print(body, what);
        if (differences.isEmpty()) {
            return true;
        }
        boolean confirmed =
                session.terminal().confirms("Roll back " + what + "? " + differences.count() + " will change.");
        if (!confirmed) {
            session.terminal().note("Nothing was changed.");
        }
        return confirmed;
    }

    private Differences print(JsonNode body, String what) {
        Differences differences = new Differences(body.path("differences"));
        body.path("warnings").forEach(warning -> session.terminal().warn("Warning: " + warning.asText()));
        if (differences.isEmpty()) {
            session.terminal().note("Nothing would change: " + what + ".");
        } else {
            session.terminal().note("A rollback of " + what + " would change " + differences.count() + ":");
            session.terminal().result(differences.table());
        }
        return differences;
    }

    private Answer preview(Point point) {
        return session.send(request(point, true));
    }

    private Request request(Point point, boolean dry) {
        ObjectNode body = authorship.body();
        point.writeTo(body, "toRevision", "toInstant");
        if (!flags.isEmpty()) {
            ArrayNode chosen = body.putArray("flags");
            flags.forEach(chosen::add);
        }
        if (dry) {
            body.put("dryRun", true);
        }
        return Request.post(session.flagSet().then("rollback"), body);
    }
}
