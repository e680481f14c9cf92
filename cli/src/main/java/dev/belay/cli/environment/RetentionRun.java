package dev.belay.cli.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.server.Json;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExitCode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.InstantWords;
import java.time.Duration;
import java.util.Optional;

/**
 * Has the server move what is due to archives now, and waits for what becomes of it.
 *
 * @param session where and how to tell it
 * @param address the environment's retention
 */
record RetentionRun(Session session, Address address) {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Answers the exit code. */
    int carryOut() {
        JsonNode before =
                session.send(Request.make(address.then("run"), Json.object())).body();
        Optional<Answer> after = await(before);
        session.terminal().endProgress();
        if (after.isEmpty()) {
            session.terminal().warn("The server is still at work; 'belay env retention' shows what becomes of it");
            return ExitCode.UNCONFIRMED;
        }
        session.show(after.get(), this::tell);
        return after.get().body().path("lastRun").has("error") ? ExitCode.REFUSED : ExitCode.OK;
    }

    private Optional<Answer> await(JsonNode before) {
        long pauses = PATIENCE.dividedBy(PAUSE);
        while (pauses-- > 0 && !Thread.currentThread().isInterrupted()) {
            Answer answer = session.send(Request.get(address));
            if (!at(answer.body()).equals(at(before))) {
                return Optional.of(answer);
            }
            session.terminal().progress("Waiting for the server to look at all environments …");
            pause();
        }
        return Optional.empty();
    }

    private static String at(JsonNode status) {
        return status.path("lastRun").path("at").asText();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(JsonNode status) {
        JsonNode last = status.path("lastRun");
        long archived = last.path("archived").asLong();
        session.terminal()
                .confirm(session.environment() + ": " + RetentionWords.entries(archived) + " archived; the store has"
                        + " revisions " + status.path("oldestInStore").asLong() + " to "
                        + status.path("newest").asLong() + ", its archives take " + RetentionWords.size(status));
        if (archived == 0 && status.has("due")) {
            session.terminal().note("Due now: " + RetentionWords.due(status, InstantWords.in(session.surroundings())));
        }
        if (last.has("waitsFor")) {
            session.terminal().note("More waits for " + last.path("waitsFor").asText());
        }
        if (last.has("error")) {
            session.terminal()
                    .error("It did not come to its end: " + last.path("error").asText());
        }
    }
}
