package dev.belay.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.session.UsageException;
import dev.belay.cli.words.InstantWords;

/**
 * Waits until every instance has confirmed a position, and says who has not.
 *
 * @param session where and how to tell it
 * @param seconds how long to wait
 */
record Confirmation(Session session, long seconds) {

    static final long USUAL_SECONDS = 10;

    /** The server is asked again after so long, so that a person sees how far it is. */
    private static final long SLICE = 2;

    private static final long LONGEST = 3_600;
    private static final int NAMED = 20;

    Confirmation {
        if (seconds < 0 || seconds > LONGEST) {
            throw new UsageException("--within takes from 0 to " + LONGEST + " seconds, and this is " + seconds + ".");
        }
    }

    /** Answers the exit code. */
    int await(String position) {
        long left = seconds;
        JsonNode body = ask(position, Math.min(left, SLICE)).body();
        while (!FleetWords.isConfirmed(body) && left > SLICE) {
            left -= SLICE;
            session.terminal().progress("Waiting: " + FleetWords.summary(body) + " …");
            body = ask(position, Math.min(left, SLICE)).body();
        }
        session.terminal().endProgress();
        tell(body);
        return FleetWords.isConfirmed(body) ? ExitCode.OK : ExitCode.UNCONFIRMED;
    }

    // With --json, standard output holds the answer to the write and nothing else.
    private void tell(JsonNode body) {
        if (FleetWords.isConfirmed(body)) {
            session.terminal().note(FleetWords.summary(body));
        } else {
            session.terminal().warn(FleetWords.summary(body) + "; these have not confirmed:");
            new FleetWords(InstantWords.in(session.surroundings())).lines(body).forEach(session.terminal()::warn);
        }
        FleetWords.notMadeYet(body).ifPresent(session.terminal()::warn);
        String silent = FleetWords.silent(body);
        if (!silent.isEmpty()) {
            session.terminal().note(silent);
        }
    }

    private Answer ask(String position, long within) {
        return session.send(Request.get(session.flagSet()
                .then("instances")
                .with("position", position)
                .with("within", within)
                .with("limit", NAMED)));
    }
}
