package dev.belay.cli.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Request;
import dev.belay.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A project or an environment that does not exist yet.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class NewPlace {

    @Parameters(
            index = "0",
            paramLabel = "KEY",
            description = "What programs call it: a small letter, then small letters, digits and hyphens.")
    private String key = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it; its key if nothing is said.")
    private @Nullable String name;

    @Mixin
    private final WriteOptions options = new WriteOptions();

    /** What programs call it. */
    public String key() {
        return key;
    }

    /**
     * Creates it and says so.
     *
     * @param what what it is, in words
     * @param next what a person would want to do with it once it is there, in words
     */
    public void create(Session session, Address place, String what, String next) {
        ObjectNode body = options.body().put("key", key);
        if (name != null) {
            body.put("name", name);
        }
        session.show(session.send(Request.create(place, body)), answer -> tell(session, answer, what, next));
    }

    private void tell(Session session, JsonNode answer, String what, String next) {
        if (answer.path("dryRun").asBoolean()) {
            session.terminal().result("The " + what + " " + key + " would be created.");
        } else {
            session.terminal().confirm("The " + what + " " + key + " is created");
            session.terminal().note(next);
        }
    }
}
