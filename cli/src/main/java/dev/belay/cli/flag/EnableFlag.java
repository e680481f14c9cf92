package dev.belay.cli.flag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cli.session.Session;
import dev.belay.cli.words.FlagWords;
import picocli.CommandLine.Command;

/** Lets a flag's rules decide. */
@Command(name = "enable", description = "Let the flag's targets, rules and otherwise decide.")
public final class EnableFlag extends SwitchFlag {

    /** Works in this session. */
    public EnableFlag(Session session) {
        super(session, "enable", "enabled");
    }

    /** What it serves now, since a person expects that something changes; and how to make it so if nothing does. */
    @Override
    String consequence(Session where, JsonNode flag) {
        if (!flag.isObject()) {
            return "";
        }
        String served = ": " + FlagWords.state(flag);
        return servesOffVariantToAll(flag)
                ? served + ", as while it is disabled: change it with `"
                        + where.suggestHere(
                                "flag", "set", flag.path("key").asText(), "--otherwise", anotherVariant(flag))
                        + "`"
                : served;
    }

    private static boolean servesOffVariantToAll(JsonNode flag) {
        return flag.path("rules").isEmpty()
                && flag.path("targets").isEmpty()
                && flag.path("otherwise").path("variant").isTextual()
                && flag.path("otherwise").path("variant").equals(flag.path("offVariant"));
    }

    private static String anotherVariant(JsonNode flag) {
        for (JsonNode variant : flag.path("variants")) {
            if (!variant.path("name").equals(flag.path("offVariant"))) {
                return variant.path("name").asText();
            }
        }
        return "VARIANT";
    }
}
