package dev.belay.cli.words;

import com.fasterxml.jackson.databind.JsonNode;

/** Who did something, in words. */
public final class ActorWords {

    private ActorWords() {}

    /** The principal that wrote an entry and whom it names: "ana", "deploy-bot for ana". */
    public static String of(JsonNode entry) {
        String principal = principal(entry.path("actor"));
        JsonNode behind = entry.path("onBehalfOf");
        return behind.isTextual() ? principal + " for " + behind.asText() : principal;
    }

    private static String principal(JsonNode actor) {
        if (actor.isTextual()) {
            return actor.asText();
        }
        String name = actor.path("name").asText("");
        return name.isEmpty() ? actor.path("id").asText("unknown") : name;
    }
}
