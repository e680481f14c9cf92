package dev.belay.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Problem;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.ExplainedRefusal;
import dev.belay.cli.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Repeats an evaluation from its receipt. */
@Command(
        name = "explain",
        description = {
            "Repeat an evaluation from its receipt: what was decided, and why.",
            "The receipt knows the flag, the state and the moment; give it the context of then.",
            "Exits with 0 if the decision is the same and with 1 if anything differs."
        })
public final class Explain implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "RECEIPT", description = "As a log line or a span has it: b1.…")
    private String receipt = "";

    @Mixin
    private final ContextOptions context = new ContextOptions();

    /** Works in this session. */
    public Explain(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode body = Json.object().put("receipt", receipt);
        context.writeTo(body, session.surroundings());
        Answer answer = ask(body);
        session.show(answer, this::print);
        return answer.body().path("replay").path("same").asBoolean() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private Answer ask(ObjectNode body) {
        try {
            return session.send(Request.ask(session.flagSet().then("evaluations"), body));
        } catch (RefusedException refusal) {
            throw next(refusal.problem())
                    .<RuntimeException>map(next -> new ExplainedRefusal(refusal, List.of(), next))
                    .orElse(refusal);
        }
    }

    /** What to do about refusals that mean something else here than they mean elsewhere. */
    private Optional<String> next(Problem problem) {
        return switch (problem.name()) {
            case "revision-unknown", "environment-not-found" ->
                Optional.of("a receipt belongs to one environment, and " + session.environment()
                        + " was asked; name the one that it comes from with -e, -p and --url.");
            case "invalid-document" -> Optional.of("give the receipt whole, as the log line or the span has it: b1.…");
            default -> Optional.empty();
        };
    }

    private void print(JsonNode evaluation) {
        EvaluationWords.of(evaluation, session.environment()).forEach(session.terminal()::result);
        ReplayWords.of(evaluation.path("replay")).forEach(session.terminal()::result);
        StepTree.of(evaluation.path("steps")).forEach(session.terminal()::result);
    }
}
