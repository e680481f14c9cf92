package dev.belay.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which instances follow a flag set and how far they are. */
@Command(
        name = "instances",
        description = {
            "Show which running applications follow the flags, how far they are, and how long changes took to them.",
            "Those that need a look come first."
        })
public final class ListInstances implements Callable<Integer> {
    private static final int REVISIONS = 5;

    private final Session session;

    @Option(names = "-n", paramLabel = "NUMBER", description = "At most so many instances. Default: ${DEFAULT-VALUE}.")
    private long most = 20;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those: at, behind or diverged.")
    private @Nullable String state;

    @Option(
            names = "--wait",
            paramLabel = "POSITION",
            description = {
                "Wait until all have confirmed this position, or revision, and say who has not.",
                "Exits with 4 if some have not."
            })
    private @Nullable String position;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "How long --wait waits. Default: ${DEFAULT-VALUE}.")
    private long within = Confirmation.USUAL_SECONDS;

    @Option(
            names = "--resync",
            paramLabel = "INSTANCE",
            description = "Have this instance, or `all`, fetch a snapshot, whatever it holds.")
    private @Nullable String resync;

    /** Works in this session. */
    public ListInstances(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (resync != null) {
            return resynchronise(resync);
        }
        if (position != null) {
            return new Confirmation(session, within).await(position);
        }
        session.show(session.send(Request.get(address())), this::print);
        return ExitCode.OK;
    }

    private int resynchronise(String which) {
        ObjectNode body = Json.object();
        if (!which.equals("all")) {
            body.put("instance", which);
        }
        Answer answer = session.send(Request.make(session.flagSet().then("instances", "resync"), body));
        session.show(
                answer,
                told -> session.terminal()
                        .confirm("Streams that are told to fetch a snapshot in " + session.environment() + ": "
                                + told.path("streams").asLong()));
        return ExitCode.OK;
    }

    private Address address() {
        Address address = session.flagSet().then("instances").with("limit", most);
        return state == null ? address : address.with("state", state);
    }

    private void print(JsonNode body) {
        FleetWords words = new FleetWords(InstantWords.in(session.surroundings()));
        session.terminal().result(session.environment() + ", " + FleetWords.summary(body));
        String silent = FleetWords.silent(body);
        if (!silent.isEmpty()) {
            session.terminal().result(silent);
        }
        if (!body.path("instances").isEmpty()) {
            session.terminal().result("");
            session.terminal().result(words.table(body));
        }
        if (!body.path("revisions").isEmpty()) {
            session.terminal().result("");
            session.terminal().result(words.revisions(body, REVISIONS));
        }
    }
}
