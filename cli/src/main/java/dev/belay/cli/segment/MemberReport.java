package dev.belay.cli.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Answer;
import dev.belay.cli.session.Session;

/**
 * Tells what a write of members did.
 *
 * @param session where and how to tell it
 * @param key     the segment
 */
record MemberReport(Session session, String key) {

    /** The address of the segment's members. */
    Address members() {
        return session.flagSet().then("segments", key, "members");
    }

    void tell(Answer answer) {
        session.show(answer, body -> {
            String count = body.path("count").asLong() + " members";
            if (body.path("dryRun").asBoolean()) {
                session.terminal().result(key + " would have " + count + " in " + session.environment());
            } else {
                session.terminal()
                        .confirm(key + (body.has("entry") ? " now has " : " had already ") + count + " in "
                                + session.environment() + numbers(body));
            }
        });
    }

    private static String numbers(JsonNode body) {
        String chunks = body.has("entry")
                ? ", " + body.path("chunksChanged").asLong() + " of "
                        + body.path("chunks").asLong() + " chunks are new"
                : "; nothing was written";
        return " (version " + body.path("version").asLong() + ", revision "
                + body.path("revision").asLong() + ")" + chunks;
    }
}
