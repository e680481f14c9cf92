package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the newest entries of an environment's ledger. */
@Command(name = "history", description = "Show what happened in the environment: who, when, what, why.")
public final class EnvironmentHistory implements Callable<Integer> {
    private static final int PAGE = 500;

    private final Session session;

    @Option(names = "-n", paramLabel = "COUNT", description = "The newest so many entries; 20 unless told.")
    private int count = 20;

    @Option(names = "--flag", paramLabel = "KEY", description = "Only entries that changed this flag.")
    private @Nullable String flag;

    /** Works in this session. */
    public EnvironmentHistory(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw new UsageException("-n takes at least 1, and this is " + count + ".");
        }
        ArrayNode entries = newest();
        if (session.json()) {
            session.terminal().raw(Json.write(Json.object().set("entries", entries)) + "\n");
        } else {
            print(entries);
        }
        return ExitCode.OK;
    }

    private void print(ArrayNode entries) {
        if (entries.isEmpty()) {
            session.terminal().note("Nothing has happened in " + session.environment() + " yet.");
            return;
        }
        session.terminal().note("History of " + session.environment() + ", newest last");
        session.terminal().result(EntryTable.of(entries, session.surroundings()));
    }

    private ArrayNode newest() {
        // Revisions have no gaps, so the newest entries are the ones after this. Entries of one flag may be anywhere.
        long head = session.send(Request.get(session.flagSet()))
                .body()
                .path("revision")
                .asLong();
        long after = flag == null ? Math.max(0, head - count) : 0;
        ArrayNode entries = Json.object().putArray("entries");
        while (after < head) {
            JsonNode page = session.send(Request.get(page(after))).body();
            page.path("entries").forEach(entries::add);
            long next = page.path("next").asLong(head);
            if (next <= after) {
                break;
            }
            after = next;
        }
        while (entries.size() > count) {
            entries.remove(0);
        }
        return entries;
    }

    private Address page(long after) {
        Address page = session.flagSet()
                .then("history")
                .with("after", after)
                .with("limit", Math.min(flag == null ? count : PAGE, PAGE));
        return flag == null ? page : page.with("flag", flag);
    }
}
