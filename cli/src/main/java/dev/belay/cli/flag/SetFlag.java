package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.DocumentInput;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.words.FlagChanges;
import dev.belay.cli.write.GivenDocument;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a flag's document, provided nobody else changed it in between. */
@Command(
        name = "set",
        description = {
            "Change a flag: give the edits as options, or the whole document with --file.",
            "Refused if somebody else changed the flag since it was read."
        })
public final class SetFlag implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "The whole document as JSON, bare or as `flag get --json` printed it; - reads standard input.")
    private @Nullable String file;

    @Mixin
    private final FlagEdits edits = new FlagEdits();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** Works in this session. */
    public SetFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if ((file == null) == edits.isEmpty()) {
            throw new UsageException(
                    "flag set takes either edits, such as --otherwise on or --split on=25,off=75, or --file.");
        }
        Answer current = session.send(Request.get(session.flag(key.text())));
        Draft draft = file == null ? edited(current) : handedIn(file, current);
        try {
            Answer answer = session.send(Request.put(options.on(session.flag(key.text())), draft.document)
                    .with("If-Match", draft.tag));
            tell(answer, current.body().path("flag"), draft.document);
            return ExitCode.OK;
        } catch (RefusedException refusal) {
            throw new Conflict(session, key.text()).explain(refusal);
        }
    }

    private Draft edited(Answer current) {
        if (current.body().path("flag").deepCopy() instanceof ObjectNode document) {
            edits.applyTo(document);
            return new Draft(document, current.tag().orElse("*"));
        }
        throw new IllegalStateException("The server answered without the flag");
    }

    private Draft handedIn(String name, Answer current) {
        GivenDocument input = GivenDocument.of(new DocumentInput(session.surroundings()).file(name), "flag");
        return new Draft(input.named(key.text()), input.tag().or(current::tag).orElse("*"));
    }

    private void tell(Answer answer, JsonNode before, JsonNode sent) {
        List<String> changes = FlagChanges.between(before, answer.body().path("flag"));
        new WriteReport(session)
                .tell(
                        answer,
                        key.text() + " is changed in " + session.environment() + ": " + String.join("; ", changes),
                        key.text() + " was like that already in " + session.environment() + "; nothing was written",
                        remark -> edits.isNews(remark, sent));
    }

    private record Draft(ObjectNode document, String tag) {}
}
