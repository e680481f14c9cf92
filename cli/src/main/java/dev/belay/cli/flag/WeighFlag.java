package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.FlagWords;
import dev.belay.cli.words.MovementWords;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives variants new weights, moving as few keys as can be. */
@Command(
        name = "weights",
        description = {
            "Give variants new shares and move as few keys as can be, such as: flag weights KEY on=30%% off=70%%",
            "What the shares leave of 100 % decides nothing."
        })
public final class WeighFlag implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "VARIANT=PERCENT",
            description = "A variant and its share of all keys.")
    private List<String> shares = new ArrayList<>();

    @Option(names = "--rule", paramLabel = "ID", description = "The rule that has the split, instead of otherwise.")
    private @Nullable String rule;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public WeighFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Shares wanted = Shares.parse(shares);
        JsonNode current = session.send(Request.get(session.flag(key.text()))).body();
        ObjectNode body = options.body();
        if (rule != null) {
            body.put("rule", rule);
        }
        body.set("weights", wanted.weights(FlagWords.total(current.path("flag"), rule)));
        body.put("baseVersion", current.path("version").asLong());
        try {
            tell(session.send(Request.post(session.flag(key.text()).then("weights"), body)));
            return ExitCode.OK;
        } catch (RefusedException refusal) {
            throw new Conflict(session, key.text()).explain(refusal);
        }
    }

    private void tell(Answer answer) {
        String where = " in " + session.environment();
        String moved = MovementWords.moved(answer.body());
        new WriteReport(session)
                .tell(
                        answer,
                        key.text() + " has new weights" + where + ": " + moved,
                        key.text() + " had these weights already" + where + "; nothing was written");
    }
}
