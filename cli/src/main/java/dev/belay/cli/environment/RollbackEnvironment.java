package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.instance.WaitOptions;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.Point;
import dev.belay.cli.write.Consent;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
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

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    /** Works in this session. */
    public RollbackEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WaitOptions.AfterWrite then = wait.afterWrite(session);
        InstantWords instants = InstantWords.in(session.surroundings());
        Point point = Point.parse("--to", to, instants);
        if (!options.dryRun()) {
            consent.require(session, "env rollback");
        }
        String what = session.environment() + " to " + point.words(instants) + only();
        if (!options.dryRun() && !consent.given() && !isConfirmed(point, what)) {
            return consent.refused(session);
        }
        Answer answer = session.send(request(body(point)));
        int changed = answer.body().path("entry").path("changes").size();
        new WriteReport(session)
                .tell(
                        answer,
                        "Rolled back " + what + ": " + changed + (changed == 1 ? " change" : " changes"),
                        "Nothing to roll back: " + what);
        return then.exitCode(answer);
    }

    /** Whether the person agrees to what will happen; asks again if that becomes another while they think. */
    private boolean isConfirmed(Point point, String what) {
        JsonNode shown = preview(point);
        while (true) {
            Differences differences = new WriteReport(session).preview(shown);
            if (differences.isEmpty()) {
                return true;
            }
            if (!session.terminal().confirms("Roll back " + what + "? " + differences.count() + " will change.")) {
                return false;
            }
            JsonNode now = preview(point);
            if (now.path("differences").equals(differences.list())) {
                return true;
            }
            session.terminal().warn("Somebody changed " + session.environment() + " in the meantime; look again.");
            shown = now;
        }
    }

    private JsonNode preview(Point point) {
        return session.send(request(body(point).put("dryRun", true))).body();
    }

    private String only() {
        return flags.isEmpty() ? "" : ", only " + String.join(", ", flags);
    }

    private ObjectNode body(Point point) {
        ObjectNode body = options.body();
        point.writeTo(body, "toRevision", "toInstant");
        if (!flags.isEmpty()) {
            ArrayNode chosen = body.putArray("flags");
            flags.forEach(chosen::add);
        }
        return body;
    }

    private Request request(ObjectNode body) {
        return Request.post(session.flagSet().then("rollback"), body);
    }
}
