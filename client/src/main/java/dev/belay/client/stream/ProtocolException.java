package dev.belay.client.stream;

import java.io.IOException;

/** A server says something that this client cannot use, and is not likely to say anything else soon. */
final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
        super(message);
    }

    ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
