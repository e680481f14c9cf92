package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.server.RefusedException;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.ExplainedRefusal;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.ActorWords;
import dev.belay.cli.words.FlagChanges;
import dev.belay.cli.words.InstantWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who changed a flag while a person was editing it.
 *
 * @param session where the flag is
 * @param key     the flag
 */
record Conflict(Session session, String key) {

    RuntimeException explain(RefusedException refusal) {
        if (!refusal.problem().is("version-conflict")) {
            return refusal;
        }
        JsonNode members = refusal.problem().body();
        List<String> story = new ArrayList<>();
        latest().ifPresent(story::add);
        add(story, "Their change", members.path("base"), members.path("theirs"));
        add(story, "Your change", members.path("base"), members.path("yours"));
        String next = "Look at it with `" + session.suggestHere("flag", "get", key)
                + "`; if your change is still right, give the command again (with --file: make the edit in what"
                + " `flag get --json` prints now).";
        return new ExplainedRefusal(refusal, story, next);
    }

    private Optional<String> latest() {
        try {
            JsonNode versions = session.send(Request.get(session.flag(key).then("versions")))
                    .body()
                    .path("versions");
            JsonNode last = versions.path(versions.size() - 1);
            InstantWords instants = InstantWords.in(session.surroundings());
            return Optional.of("It is at version " + last.path("version").asLong() + " since "
                    + instants.of(last.path("at").asText()) + ", by " + ActorWords.of(last) + reason(last) + ".");
        } catch (RefusedException unknown) {
            return Optional.empty();
        }
    }

    private static String reason(JsonNode version) {
        return version.has("reason") ? ": \"" + version.path("reason").asText() + "\"" : "";
    }

    private static void add(List<String> story, String whose, JsonNode base, JsonNode document) {
        if (base.isObject() && (document.isObject() || document.isNull())) {
            List<String> changes = FlagChanges.between(base, document);
            story.add(whose + ": " + (changes.isEmpty() ? "none" : String.join("; ", changes)) + ".");
        }
    }
}
