package dev.belay.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Terminal;
import dev.belay.cli.words.RemarkWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks for what is most likely a mistake in flags and segments. */
@Command(
        name = "lint",
        description = {
            "Look for mistakes: rules that nobody gets to, conditions that can never hold, and the like.",
            "Looks at every flag and segment of the environment, or at the flags that are named.",
            "Exits with 0 if nothing was found and with 1 if something was."
        })
public final class Lint implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "FLAG", description = "Flags to look at; none: everything.")
    private final List<String> flags = new ArrayList<>();

    private final List<JsonNode> remarks = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long linted;

    /** Works in this session. */
    public Lint(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (flags.isEmpty()) {
            lintEverything();
        } else {
            flags.stream().distinct().forEach(this::lint);
        }
        if (session.json()) {
            session.terminal().raw(json() + "\n");
        } else {
            print();
        }
        return remarks.isEmpty() ? ExitCode.OK : ExitCode.FOUND;
    }

    private void lintEverything() {
        Address address = session.flagSet().then("lint");
        JsonNode page = session.send(Request.get(address)).body();
        add(page, page.path("linted").asLong());
        while (page.has("next")) {
            page = session.send(
                            Request.get(address.with("after", page.path("next").asText())))
                    .body();
            add(page, page.path("linted").asLong());
        }
    }

    private void lint(String flag) {
        add(session.send(Request.get(session.flag(flag).then("lint"))).body(), 1);
    }

    private void add(JsonNode page, long count) {
        page.path("remarks").forEach(remarks::add);
        page.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        linted += count;
    }

    private ObjectNode json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.putArray("remarks").addAll(remarks);
        if (!warnings.isEmpty()) {
            ArrayNode sentences = all.putArray("warnings");
            warnings.forEach(sentences::add);
        }
        return all.put("linted", linted);
    }

    private void print() {
        Terminal terminal = session.terminal();
        for (JsonNode remark : remarks) {
            terminal.result(
                    RemarkWords.place(remark) + "  " + remark.path("code").asText(), Style.BOLD);
            terminal.result("  " + remark.path("detail").asText());
            terminal.result("  " + RemarkWords.example(remark));
        }
        warnings.forEach(terminal::note);
        String where = linted + " in " + session.environment();
        terminal.note(
                remarks.isEmpty()
                        ? "Nothing to remark on; flags and segments looked at: " + where
                        : "Remarks: " + remarks.size() + "; flags and segments looked at: " + where);
    }
}
