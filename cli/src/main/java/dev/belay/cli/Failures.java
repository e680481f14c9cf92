package dev.belay.cli;

import dev.belay.cli.server.Problem;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.UnreachableException;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.ExplainedRefusal;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error what went wrong and what to do, and says which exit code that is.
 *
 * @param session where and how to tell it
 */
record Failures(Session session) {

    int tell(Exception failure) {
        if (session.surroundings().variable("BELAY_DEBUG").isPresent()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString().lines().forEach(terminal()::errorDetail);
        }
        return switch (failure) {
            case UsageException usage -> say(ExitCode.USAGE, usage.getMessage());
            case UnreachableException away -> unreachable(away);
            case RefusedException refused ->
                refused(refused.problem(), List.of(), Advice.on(refused.problem(), session));
            case ExplainedRefusal refused -> refused(refused.refusal().problem(), refused.story(), refused.next());
            default ->
                say(
                        ExitCode.INTERNAL,
                        "This is a defect of the command line: " + failure
                                + ". BELAY_DEBUG=1 shows where; please report it.");
        };
    }

    private int unreachable(UnreachableException away) {
        say(ExitCode.UNREACHABLE, String.valueOf(away.getMessage()));
        terminal().errorDetail("Start a server with `belay serve`, or name one with --url or BELAY_URL.");
        return ExitCode.UNREACHABLE;
    }

    private int refused(Problem problem, List<String> story, String next) {
        if (session.json()) {
            terminal().errorDetail(problem.text().strip());
            return ExitCode.of(problem);
        }
        say(ExitCode.REFUSED, problem.title() + " (" + problem.name() + ").");
        if (!problem.detail().isEmpty()) {
            terminal().errorDetail(problem.detail());
        }
        problem.places().forEach(place -> terminal().errorDetail("  " + words(place)));
        story.forEach(terminal()::errorDetail);
        if (!next.isEmpty()) {
            terminal().errorDetail("Next: " + next);
        }
        return ExitCode.of(problem);
    }

    private static String words(Problem.Place place) {
        String where = place.path().isEmpty() ? "the document" : place.path();
        return where + ": " + place.detail() + (place.allowed().isEmpty() ? "" : "; allowed: " + place.allowed());
    }

    private int say(int code, @Nullable String message) {
        terminal().error("belay: " + message);
        return code;
    }

    private Terminal terminal() {
        return session.terminal();
    }
}
