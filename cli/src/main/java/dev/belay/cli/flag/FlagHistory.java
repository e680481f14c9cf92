package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.Suggestion;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.ActorWords;
import dev.belay.cli.words.FlagChanges;
import dev.belay.cli.words.InstantWords;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a flag's versions, the newest last, each with what changed and the command that takes it back. */
@Command(
        name = "history",
        description = "Show the flag's versions: who changed what, when, why, and the command that takes it back.")
public final class FlagHistory implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(names = "-n", paramLabel = "COUNT", description = "The newest so many versions; 10 unless told.")
    private int count = 10;

    /** Works in this session. */
    public FlagHistory(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException("-n takes at least 1, and this is " + count + ".");
        }
        Answer answer = session.send(Request.get(versions()));
        session.show(answer, body -> print(body.path("versions")));
        return ExitCode.OK;
    }

    private void print(JsonNode versions) {
        Terminal terminal = session.terminal();
        int newest = versions.size() - 1;
        int oldest = Math.max(0, versions.size() - count);
        terminal.note("History of " + key.text() + " in " + session.environment() + ", newest last"
                + (oldest == 0 ? "" : "; " + oldest + " older with a larger -n"));
        Document before = document(versions.path(oldest - 1));
        for (int index = oldest; index <= newest; index++) {
            Document after = document(versions.path(index));
            printVersion(versions.path(index), index == newest);
            describe(before, after).forEach(line -> terminal.result("    " + line));
            terminal.result("    take it back: " + undo(versions.path(index - 1), index == 0), Style.DIM);
            before = after;
        }
    }

    private void printVersion(JsonNode version, boolean current) {
        InstantWords instants = InstantWords.in(session.surroundings());
        String reason = version.has("reason") ? "  \"" + version.path("reason").asText() + "\"" : "";
        session.terminal()
                .result(
                        "version " + version.path("version").asLong() + (current ? " (now)" : "") + "  "
                                + instants.of(version.path("at").asText()) + "  " + ActorWords.of(version) + reason,
                        Style.BOLD);
    }

    private static List<String> describe(Document before, Document after) {
        if (!before.known || !after.known) {
            return List.of("(the document has been erased)");
        }
        List<String> changes = FlagChanges.between(before.json, after.json);
        return changes.isEmpty() ? List.of("(the same document again)") : changes;
    }

    private Suggestion undo(JsonNode previous, boolean first) {
        return first
                ? session.suggestHere("flag", "archive", key.text())
                : session.suggestHere(
                        "flag",
                        "rollback",
                        key.text(),
                        "--to",
                        previous.path("version").asText());
    }

    private Document document(JsonNode version) {
        if (version.path("archived").asBoolean() || version.isMissingNode()) {
            return Document.NONE;
        }
        try {
            Answer answer = session.send(
                    Request.get(versions().then(version.path("version").asText())));
            return new Document(answer.body().path("flag"), true);
        } catch (RefusedException refusal) {
            if (refusal.problem().status() == 410) {
                return new Document(Document.NONE.json, false);
            }
            throw refusal;
        }
    }

    private Address versions() {
        return session.flag(key.text()).then("versions");
    }

    /** A version's document; missing where the flag was archived, unknown where it was erased. */
    private record Document(JsonNode json, boolean known) {
        static final Document NONE = new Document(MissingNode.getInstance(), true);
    }
}
