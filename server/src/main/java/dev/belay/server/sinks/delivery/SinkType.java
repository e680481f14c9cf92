package dev.belay.server.sinks.delivery;

import dev.belay.json.reading.Part;
import java.security.SecureRandom;

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

    /** Opens a sink without contacting anybody yet. */
    Sink open(Target target);
}
