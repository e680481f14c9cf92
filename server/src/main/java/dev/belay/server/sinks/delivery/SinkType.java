package dev.belay.server.sinks.delivery;

import dev.belay.json.reading.Part;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A kind of sink: reads what an administrator says of one, and opens it.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
public interface SinkType {

    /** The kind's word in the API, which is also the field that holds its target. */
    String word();

    /** Reads a target; what is wrong with it is noted. */
    Target read(Part part);

    /** Fills in what the server makes where an administrator has given none, such as a secret to sign with. */
    default Target complete(Target target, SecureRandom random) {
        return target;
    }

    /**
     * The settings that decide to whom secrets are shown. A target that differs in one of them is told no secret that
     * was given for another, since whoever may change an address could have a password sent to it.
     */
    default Set<String> whereSecretsGo() {
        return Set.of();
    }

    /** Opens a sink without contacting anybody yet. */
    Sink open(Target target);
}
