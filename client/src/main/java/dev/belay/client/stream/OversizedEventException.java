package dev.belay.client.stream;

import java.io.IOException;

/** An event is larger than a well-behaved server ever sends. */
final class OversizedEventException extends IOException {

    private static final long serialVersionUID = 1;

    OversizedEventException(int limit) {
        super("An event is larger than " + limit + " bytes");
    }
}
