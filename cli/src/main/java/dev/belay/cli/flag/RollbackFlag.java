package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.instance.WaitOptions;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.FlagWords;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a flag the document of an earlier version again. */
@Command(
        name = "rollback",
        description = {
            "Make the flag what it was in an earlier version. This is a new version; nothing is lost.",
            "`flag history` shows the versions."
        })
public final class RollbackFlag implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Option(names = "--to", paramLabel = "VERSION", required = true, description = "The version to go back to.")
    private long version;

    @Option(names = "--with-closure", description = "Take the segments and flags that it depends on back as well.")
    private boolean withClosure;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    /** Works in this session. */
    public RollbackFlag(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        WaitOptions.AfterWrite then = wait.afterWrite(session);
        ObjectNode body = options.body();
        body.put("toVersion", version);
        if (withClosure) {
            body.put("withClosure", true);
        }
        Answer answer = session.send(Request.post(session.flag(key.text()).then("rollback"), body));
        tell(answer);
        return then.exitCode(answer);
    }

    private void tell(Answer answer) {
        JsonNode flag = answer.body().path("flag");
        String state = flag.isObject() ? FlagWords.state(flag) : "archived";
        String where = " as in version " + version + " in " + session.environment();
        new WriteReport(session)
                .tell(
                        answer,
                        key.text() + " is again" + where + ": " + state,
                        key.text() + " was already" + where + "; nothing was written");
    }
}
