package dev.belay.cli.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.cli.server.Address;
import dev.belay.cli.server.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Why a change is made and for whom, or whether it is only tried.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
public final class WriteOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the history.")
    private @Nullable String reason;

    @Option(
            names = "--on-behalf-of",
            paramLabel = "NAME",
            description = "The person behind the change, when the token is a machine's.")
    private @Nullable String onBehalfOf;

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dryRun;

    /** Whether the change is only tried. */
    public boolean dryRun() {
        return dryRun;
    }

    /** The body of a command, with these options. */
    public ObjectNode body() {
        ObjectNode body = Json.object();
        if (reason != null) {
            body.put("reason", reason);
        }
        if (onBehalfOf != null) {
            body.put("onBehalfOf", onBehalfOf);
        }
        if (dryRun) {
            body.put("dryRun", true);
        }
        return body;
    }

    /** The address with these options as parameters, for requests whose body is a document. */
    public Address on(Address address) {
        Address with = address;
        if (reason != null) {
            with = with.with("reason", reason);
        }
        if (onBehalfOf != null) {
            with = with.with("onBehalfOf", onBehalfOf);
        }
        return dryRun ? with.with("dryRun", "true") : with;
    }
}
