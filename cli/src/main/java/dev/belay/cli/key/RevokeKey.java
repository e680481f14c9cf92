package dev.belay.cli.key;

import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a key worthless. */
@Command(
        name = "revoke",
        description =
                "Revoke a key, at once and for good. Applications that use it keep their last flags, and get no more.")
public final class RevokeKey implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "ID", description = "The key's id, as `key list` shows it.")
    private String id = "";

    /** Works in this session. */
    public RevokeKey(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Answer answer = session.send(Request.remove(session.flagSet().then("keys", id)));
        if (session.json() && !answer.text().isEmpty()) {
            session.show(answer, body -> {});
        } else if (!session.json()) {
            session.terminal().confirm("The key " + id + " of " + session.environment() + " is revoked");
        }
        return ExitCode.OK;
    }
}
