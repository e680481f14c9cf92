package dev.belay.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.files.BadFilesException;
import dev.belay.cli.files.FileProblem;
import dev.belay.cli.server.Json;
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
import java.util.ArrayList;
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
            case BadFilesException bad -> badFiles(bad);
            case UnreachableException away -> unreachable(away);
            case RefusedException refused -> refused(refused.problem(), List.of(), Advice.on(refused, session));
            case ExplainedRefusal refused -> refused(refused.refusal().problem(), refused.story(), refused.next());
            default ->
                say(
                        ExitCode.INTERNAL,
                        "This is a defect of the command line: " + failure
                                + ". BELAY_DEBUG=1 shows where; please report it.");
        };
    }

    private int badFiles(BadFilesException bad) {
        if (session.json()) {
            ObjectNode errors = Json.object();
            for (FileProblem problem : bad.problems()) {
                ObjectNode error = errors.withArray("errors").addObject().put("file", problem.file());
                problem.line().ifPresent(line -> error.put("line", line));
                error.put("path", problem.path())
                        .put("detail", problem.detail())
                        .put("allowed", problem.allowed());
            }
            terminal().errorDetail(Json.write(errors));
            return ExitCode.REFUSED;
        }
        say(ExitCode.REFUSED, bad.getMessage() + "; nothing was written.");
        bad.problems().forEach(problem -> terminal().errorDetail(problem.words()));
        return ExitCode.REFUSED;
    }

    private int unreachable(UnreachableException away) {
        say(ExitCode.UNREACHABLE, String.valueOf(away.getMessage()));
        terminal().errorDetail(away.advice());
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
        problem.places().stream()
                .map(place -> words(place, problem.detail()))
                .filter(words -> !words.isEmpty())
                .forEach(words -> terminal().errorDetail("  " + words));
        story.forEach(terminal()::errorDetail);
        if (!next.isEmpty()) {
            terminal().errorDetail("Next: " + next);
        }
        return ExitCode.of(problem);
    }

    /** The place, what is wrong there unless that has been said, and what is allowed. */
    private static String words(Problem.Place place, String said) {
        List<String> words = new ArrayList<>();
        if (!place.path().isEmpty()) {
            words.add("at " + place.path());
        }
        if (!place.detail().equals(said)) {
            words.add(place.detail());
        }
        if (!place.allowed().isEmpty()) {
            words.add("allowed: " + place.allowed());
        }
        return String.join("; ", words);
    }

    private int say(int code, @Nullable String message) {
        terminal().error("belay: " + message);
        return code;
    }

    private Terminal terminal() {
        return session.terminal();
    }
}
