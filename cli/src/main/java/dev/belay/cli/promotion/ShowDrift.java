package dev.belay.cli.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.difference.Differences;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.words.SubjectChanges;
import dev.belay.cli.write.ExitCodeOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what differs along a chain of environments, and since when. */
@Command(
        name = "drift",
        description = {
            "List what differs along a chain of environments, each compared with the one before it, and since when.",
            "Without arguments the chain is all environments of the project, in the order of their creation."
        })
public final class ShowDrift implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "ENVIRONMENT", description = "The chain, such as: staging production.")
    private List<String> chain = new ArrayList<>();

    @Option(names = "-n", paramLabel = "COUNT", description = "The most to list for each link; 100 unless told.")
    private int limit = 100;

    @Mixin
    private final ExitCodeOption exitCode = new ExitCodeOption();

    /** Works in this session. */
    public ShowDrift(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address drift =
                Address.of("api", "v1", "projects", session.project(), "drift").with("limit", limit);
        Answer answer =
                session.send(Request.get(chain.isEmpty() ? drift : drift.with("chain", String.join(",", chain))));
        session.show(answer, body -> body.path("links").forEach(this::print));
        boolean differs = false;
        for (JsonNode link : answer.body().path("links")) {
            differs |= link.path("differing").asInt() > 0;
        }
        return exitCode.of(differs);
    }

    private void print(JsonNode link) {
        Terminal terminal = session.terminal();
        String words = link.path("from").asText() + " → " + link.path("to").asText();
        int differing = link.path("differing").asInt();
        if (differing == 0) {
            terminal.result(words + ": no difference", Style.BOLD);
            return;
        }
        terminal.result(words + ": " + differing + (differing == 1 ? " differs" : " differ"), Style.BOLD);
        terminal.result(table(link));
        int more = differing - link.path("drifts").size();
        if (link.path("cutShort").asBoolean()) {
            terminal.note(more + " more, which the server did not look at because that takes too many reads;"
                    + " name fewer environments.");
        } else if (more > 0) {
            terminal.note(more + " more; -n shows them, up to 1000.");
        }
    }

    private Table table(JsonNode link) {
        InstantWords instants = InstantWords.in(session.surroundings());
        Table table = new Table("", "SUBJECT", "SINCE", "PROMOTED", "DIFFERENCE");
        for (JsonNode drift : link.path("drifts")) {
            table.row(
                    Differences.mark(drift),
                    Cell.of(SubjectChanges.subject(drift.path("subject"))),
                    new Cell(since(drift, instants), Style.DIM),
                    new Cell(promoted(drift.path("promotion"), instants), Style.DIM),
                    Cell.of(Differences.words(
                            drift, link.path("from").asText(), link.path("to").asText())));
        }
        return table;
    }

    private static String since(JsonNode drift, InstantWords instants) {
        return drift.has("since") ? instants.age(drift.path("since").asText()) : "long ago";
    }

    private static String promoted(JsonNode promotion, InstantWords instants) {
        if (!promotion.isObject()) {
            return "–";
        }
        return instants.age(promotion.path("at").asText())
                + (promotion.path("changedHere").asBoolean() ? ", edited since" : "");
    }
}
