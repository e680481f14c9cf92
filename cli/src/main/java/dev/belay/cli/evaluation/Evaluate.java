package dev.belay.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.Point;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the server what a flag answers for a context, and why. */
@Command(name = "evaluate", description = "Show what a flag answers for a context, now or in the past, and why.")
public final class Evaluate implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "KEY", description = "The flag's key.")
    private String key = "";

    @Mixin
    private final ContextOptions context = new ContextOptions();

    @Option(
            names = "--at",
            paramLabel = "POINT",
            description = "The state then: a revision (17), a time (2026-11-21T03:12 or with Z), or an age (10m).")
    private @Nullable String at;

    @Option(names = "--explain", description = "Show everything that was looked at.")
    private boolean explain;

    /** Works in this session. */
    public Evaluate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("flag", key);
        context.writeTo(body, session.surroundings());
        if (at != null) {
            InstantWords instants = InstantWords.in(session.surroundings());
            Point.parse("--at", at, instants).writeTo(body, "at", "at");
        }
        if (explain) {
            body.put("explain", true);
        }
        Answer answer = session.send(Request.ask(session.flagSet().then("evaluations"), body));
        session.show(answer, this::print);
        return exitCode(answer.body());
    }

    private void print(JsonNode evaluation) {
        EvaluationWords.of(evaluation, session.environment()).forEach(session.terminal()::result);
        StepTree.of(evaluation.path("steps")).forEach(session.terminal()::result);
    }

    private static int exitCode(JsonNode evaluation) {
        if (!evaluation.has("errorCode")) {
            return ExitCode.OK;
        }
        return evaluation.path("errorCode").asText().equals("FLAG_NOT_FOUND") ? ExitCode.NOT_FOUND : ExitCode.REFUSED;
    }
}
