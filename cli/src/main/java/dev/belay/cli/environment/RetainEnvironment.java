package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import dev.belay.cli.words.InstantWords;
import dev.belay.cli.write.WriteOptions;
import java.util.ArrayList;
import java.util.List;
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
            "Show how much history of the environment stays in the store, or set it. What is older goes to archives, which",
            "the server goes on reading. Of days and entries that one counts which keeps more."
        })
public final class RetainEnvironment implements Callable<Integer> {
    private final Session session;

    @ArgGroup
    private @Nullable Policy policy;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** What is to be kept: everything, or so much. */
    static final class Policy {

        @Option(names = "--keep-everything", required = true, description = "Nothing goes to archives.")
        private boolean everything;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Limits limits;

        private ObjectNode body() {
            return everything || limits == null ? Json.object() : limits.body();
        }
    }

    /** How much is to be kept. */
    static final class Limits {

        @Option(
                names = "--purpose",
                paramLabel = "PURPOSE",
                description = "audit (2557 days, 100000 entries), operation (400, 10000) or test (30, 1000).")
        private @Nullable String purpose;

        @Option(names = "--keep-days", paramLabel = "N", description = "Entries younger than so many days.")
        private @Nullable Integer days;

        @Option(names = "--keep-entries", paramLabel = "N", description = "The last so many entries, at least 1000.")
        private @Nullable Long entries;

        private ObjectNode body() {
            ObjectNode body = Json.object();
            if (purpose != null) {
                body.put("purpose", purpose);
            }
            if (days != null) {
                body.put("keepDays", days);
            }
            if (entries != null) {
                body.put("keepEntries", entries);
            }
            return body;
        }
    }

    /** Works in this session. */
    public RetainEnvironment(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = session.flagSet().then("retention");
        Answer present = session.send(Request.get(address));
        if (policy == null) {
            session.show(present, this::print);
        } else {
            set(address, present, policy.body());
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
        String what = words(body.path("retention"));
        if (options.dryRun()) {
            session.terminal().note(session.environment() + " would keep " + what);
        } else {
            session.terminal()
                    .confirm(session.environment() + " keeps " + what + " (version "
                            + body.path("version").asLong() + ")");
        }
    }

    private void print(JsonNode body) {
        InstantWords instants = InstantWords.in(session.surroundings());
        JsonNode last = body.path("lastRun");
        Table table = new Table("RETENTION", session.environment());
        add(table, "keeps", words(body.path("retention")));
        add(table, "purpose", body.path("retention").path("purpose").asText());
        add(
                table,
                "in the store",
                "revisions " + range(body.path("oldestInStore").asLong(), body));
        add(table, "with archives", "revisions " + range(body.path("oldest").asLong(), body));
        if (!body.path("archives").asBoolean()) {
            add(table, "archives", "this server has no folder for them");
        }
        if (last.has("at")) {
            add(table, "last run", instants.of(last.path("at").asText()));
            add(table, "archived then", last.path("archived").asText() + " entries");
        }
        add(table, "waits for", last.path("waitsFor").asText());
        add(table, "failed", last.path("error").asText());
        add(table, "next run", instants.of(body.path("nextRun").asText()));
        session.terminal().result(table);
    }

    private static String range(long oldest, JsonNode body) {
        return oldest + " to " + body.path("newest").asLong();
    }

    private static String words(JsonNode policy) {
        List<String> limits = new ArrayList<>();
        if (policy.has("keepDays")) {
            limits.add(policy.path("keepDays").asInt() + " days");
        }
        if (policy.has("keepEntries")) {
            limits.add("the last " + policy.path("keepEntries").asLong() + " entries");
        }
        return limits.isEmpty()
                ? "everything"
                : String.join(" or ", limits) + (limits.size() > 1 ? ", whichever is more" : "");
    }

    private static void add(Table table, String name, String text) {
        if (!text.isEmpty()) {
            table.row(new Cell(name, Style.DIM), Cell.of(text));
        }
    }
}
