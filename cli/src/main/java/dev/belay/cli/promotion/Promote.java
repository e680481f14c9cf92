package dev.belay.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.instance.WaitOptions;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExplainedRefusal;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.Suggestion;
import dev.belay.cli.write.Consent;
import dev.belay.cli.write.ExitCodeOption;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Carries flags and segments of another environment over to this one, in one entry. */
@Command(
        name = "promote",
        description = {
            "Carry flags of another environment over to the one that -e names, in one step that SDKs see as one.",
            "Flags stay enabled or disabled as they are there, and new ones arrive disabled, unless --with-state is given.",
            "In a terminal it shows what would change and asks; elsewhere it needs --yes. `env rollback` takes it back."
        })
public final class Promote implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--from",
            paramLabel = "ENVIRONMENT",
            required = true,
            description = "The environment to take it from.")
    private String from = "";

    @Option(
            names = "--from-revision",
            paramLabel = "REVISION",
            description = "What it had at this revision; the newest unless told.")
    private @Nullable Long revision;

    @Option(
            names = "--flag",
            paramLabel = "KEY",
            description = "Only this flag, else all flags and segments. Repeatable.")
    private List<String> flags = new ArrayList<>();

    @Option(names = "--with-closure", description = "Take along the segments and flags that --flag depends on.")
    private boolean withClosure;

    @Option(names = "--with-state", description = "Enable and disable flags as they are in the source, too.")
    private boolean withState;

    @Option(names = "--prune", description = "Archive what the source does not have.")
    private boolean prune;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final ExitCodeOption exitCode = new ExitCodeOption();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    /** Works in this session. */
    public Promote(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WaitOptions.AfterWrite then = wait.afterWrite(session);
        if (options.dryRun()) {
            Answer tried = send(body());
            new WriteReport(session).tell(tried, "", "");
            return exitCode.of(!tried.body().path("differences").isEmpty());
        }
        consent.require(session, "promote");
        ObjectNode body = body();
        if (!consent.given() && !isConfirmed(body)) {
            return consent.refused(session);
        }
        Answer promoted = send(body);
        tell(promoted);
        return then.exitCode(promoted);
    }

    /** Whether the person agrees; from then on exactly what was shown is asked for. */
    private boolean isConfirmed(ObjectNode body) {
        JsonNode shown = send(body.deepCopy().put("dryRun", true)).body();
        Differences differences = new WriteReport(session).preview(shown);
        body.put("fromRevision", shown.path("source").path("revision").asLong());
        body.put("basePosition", shown.path("position").asText());
        return differences.isEmpty()
                || session.terminal()
                        .confirms("Promote from " + from + " to " + session.environment() + "? " + differences.count()
                                + " will change.");
    }

    private void tell(Answer answer) {
        int changed = answer.body().path("entry").path("changes").size();
        String what =
                from + " to " + session.environment() + (flags.isEmpty() ? "" : ", only " + String.join(", ", flags));
        String happened = "Promoted " + what + ": " + changed + (changed == 1 ? " change" : " changes");
        WriteReport report = new WriteReport(session);
        if (consent.given()) {
            report.tell(answer, happened, "Nothing to promote: " + what);
        } else {
            report.tellAfterPreview(answer, happened, "Nothing to promote: " + what);
        }
    }

    private Answer send(ObjectNode body) {
        try {
            return session.send(Request.post(session.flagSet().then("promotions"), body));
        } catch (RefusedException refusal) {
            throw explained(refusal);
        }
    }

    /** What the target lacks either comes along, or it is said what else helps. */
    private RuntimeException explained(RefusedException refusal) {
        if (refusal.problem().is("flag-not-found")) {
            String there = session.suggest("flag", "list").with("-e", from).toString();
            return new ExplainedRefusal(refusal, List.of(), "`" + there + "` shows the flags there.");
        }
        boolean lacksSomething =
                refusal.problem().is("missing-reference") || refusal.problem().is("unknown-variant");
        if (!lacksSomething || flags.isEmpty() || withClosure) {
            return refusal;
        }
        String next = "`" + withTheClosure() + "` takes along what "
                + (flags.size() == 1 ? "it depends on" : "they depend on") + "; look first with --dry-run.";
        return new ExplainedRefusal(refusal, List.of(), next);
    }

    private Suggestion withTheClosure() {
        List<String> words = new ArrayList<>(List.of("promote", "--from", from));
        if (revision != null) {
            words.addAll(List.of("--from-revision", Long.toString(revision)));
        }
        flags.forEach(flag -> words.addAll(List.of("--flag", flag)));
        words.add("--with-closure");
        if (withState) {
            words.add("--with-state");
        }
        if (prune) {
            words.add("--prune");
        }
        return session.suggestHere(words.toArray(String[]::new));
    }

    private ObjectNode body() {
        ObjectNode body = options.body().put("from", from);
        if (revision != null) {
            body.put("fromRevision", revision);
        }
        flags.forEach(flag -> body.withArray("flags").add(flag));
        return body.put("withClosure", withClosure).put("withState", withState).put("prune", prune);
    }
}
