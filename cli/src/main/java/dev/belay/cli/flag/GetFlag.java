package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.terminal.Cell;
import dev.belay.cli.terminal.Style;
import dev.belay.cli.terminal.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one flag. */
@Command(
        name = "get",
        description = "Show a flag: its state, variants, rules. With --json, what `flag set --file` takes back.")
public final class GetFlag implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(names = "--version", paramLabel = "N", description = "The flag as it was in this version.")
    private @Nullable Long version;

    /** Works in this session. */
    public GetFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Address address = session.flag(key.text());
        if (version != null) {
            address = address.then("versions", version.toString());
        }
        Answer answer = session.send(Request.get(address));
        session.show(answer, body -> print(body, answer.behaviour()));
        return ExitCode.OK;
    }

    // An answer about a past version has none.
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void print(JsonNode body, Optional<String> behaviour) {
        String where =
                session.environment() + ", version " + body.path("version").asLong();
        if (body.path("flag").isObject()) {
            Table sheet = FlagSheet.of(body.path("flag"), where);
            behaviour.ifPresent(hash -> sheet.row(new Cell("behaviour", Style.DIM), Cell.of(hash)));
            session.terminal().result(sheet);
        } else {
            session.terminal().result(key.text() + " is archived in " + where);
        }
    }
}
