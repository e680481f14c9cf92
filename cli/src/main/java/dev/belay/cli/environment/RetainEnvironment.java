package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.write.WriteOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows or sets how much of its history an environment keeps. */
@Command(
        name = "retention",
        description = {
            "Show how much history of the environment stays in the store, or edit it.",
            "What is not named stays as it is. What is older goes to archives once an hour, which the server goes on"
                    + " reading. Of days and entries that one counts which keeps more."
        })
public final class RetainEnvironment implements Callable<Integer> {
    private final Session session;

    @ArgGroup
    private @Nullable Wish wish;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** What is to be done: a run now, everything kept, or so much. */
    static final class Wish {

        @Option(
                names = "--run",
                required = true,
                description = "Move what is due to archives now; with --dry-run say how much that is.")
        private boolean run;

        @Option(names = "--keep-everything", required = true, description = "Nothing goes to archives.")
        private boolean everything;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable RetentionEdit edit;

        private ObjectNode body(JsonNode present) {
            return everything || edit == null ? Json.object() : edit.applyTo(present.path("retention"));
        }
    }

    /** Works in this session. */
    public RetainEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = session.flagSet().then("retention");
        boolean run = wish != null && wish.run;
        if (run && !options.dryRun()) {
            return new RetentionRun(session, address).carryOut();
        }
        Answer present = session.send(Request.get(address));
        if (wish == null || run) {
            session.show(present, run ? this::foretell : this::print);
        } else {
            set(address, present, wish.body(present.body()));
        }
        return ExitCode.OK;
    }

    private void set(Address address, Answer present, ObjectNode body) {
        Request request = Request.put(options.on(address), body);
        Answer answer = session.send(
                present.tag().map(tag -> request.with("If-Match", tag)).orElse(request));
        session.show(answer, this::tell);
    }

    private void tell(JsonNode body) {
        String what = RetentionWords.policy(body.path("retention"));
        if (options.dryRun()) {
            session.terminal().note(session.environment() + " would keep " + what);
            foretell(body);
        } else {
            session.terminal()
                    .confirm(session.environment() + " keeps " + what + " (version "
                            + body.path("version").asLong() + ")");
        }
    }

    private void foretell(JsonNode body) {
        String due = RetentionWords.due(body, InstantWords.in(session.surroundings()));
        if (!due.isEmpty()) {
            session.terminal().note("To archives now: " + due);
        }
    }

    private void print(JsonNode body) {
        session.terminal().result(RetentionWords.table(session, body));
    }
}
