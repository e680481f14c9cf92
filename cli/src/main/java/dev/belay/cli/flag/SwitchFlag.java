package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.instance.WaitOptions;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import dev.belay.cli.write.WriteOptions;
import dev.belay.cli.write.WriteReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * Does one plain thing to a flag, whatever else changed since somebody looked.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
abstract class SwitchFlag implements Callable<Integer> {
    private final Session session;
    private final String action;
    private final String state;

    @Mixin
    private final FlagKey key = new FlagKey();

    @Mixin
    private final WriteOptions options = new WriteOptions();

    @Mixin
    private final WaitOptions wait = new WaitOptions();

    SwitchFlag(Session session, String action, String state) {
        this.session = session;
        this.action = action;
        this.state = state;
    }

    @Override
    public Integer call() {
        WaitOptions.AfterWrite then = wait.afterWrite(session);
        Request request = Request.post(session.flag(key.text()).then(action), options.body());
        Answer answer = session.send(request);
        String where = " " + state + " in " + session.environment();
        String now = consequence(session, answer.body().path("flag"));
        new WriteReport(session)
                .tell(
                        answer,
                        key.text() + " is now" + where + now,
                        key.text() + " was already" + where + now + "; nothing was written");
        return then.exitCode(answer);
    }

    /** What follows from it, to be said after the sentence; nothing unless a subclass knows. */
    String consequence(Session where, JsonNode flag) {
        return "";
    }
}
