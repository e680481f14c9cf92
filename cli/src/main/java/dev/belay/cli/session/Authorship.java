package dev.belay.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Why a change is made and for whom.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class Authorship {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the history.")
    private @Nullable String reason;

    @Option(
            names = "--on-behalf-of",
            paramLabel = "NAME",
            description = "The person behind the change, when the token is a machine's.")
    private @Nullable String onBehalfOf;

    /** The body of a command, with the reason and the name. */
    public ObjectNode body() {
        ObjectNode body = Json.object();
        if (reason != null) {
            body.put("reason", reason);
        }
        if (onBehalfOf != null) {
            body.put("onBehalfOf", onBehalfOf);
        }
        return body;
    }

    /** The address with the reason and the name as parameters, for requests whose body is a document. */
    public Address on(Address address) {
        Address with = reason == null ? address : address.with("reason", reason);
        return onBehalfOf == null ? with : with.with("onBehalfOf", onBehalfOf);
    }
}
