package dev.belay.cli.sink;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes a sink, provided nobody else changed it in between. */
@Command(
        name = "set",
        description = {
            "Change what a sink announces, or where to; it goes on after what was acknowledged.",
            "Secrets stay unless they are given anew by --target; a password has to be given again for another server."
        })
public final class SetSink implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SinkId id = new SinkId();

    @Mixin
    private final SinkEdits edits = new SinkEdits();

    /** Works in this session. */
    public SetSink(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (edits.isEmpty()) {
            throw new UsageException("sink set takes edits, such as --webhook URL, --flags KEY or --no-documents.");
        }
        Answer current = session.send(Request.get(id.address(session)));
        Answer answer = session.send(Request.replace(id.address(session), edits.applyTo(current.body(), session))
                .with("If-Match", current.tag().orElse("*")));
        session.show(answer, this::print);
        return ExitCode.OK;
    }

    private void print(JsonNode sink) {
        String changed = "The sink " + id.text() + " is changed, and keeps its place";
        if (sink.has("secret")) {
            session.terminal().note(changed + ". Its events are signed with this secret, which is not shown again:");
            session.terminal().result(sink.path("secret").asText());
        } else {
            session.terminal().confirm(changed);
        }
    }
}
