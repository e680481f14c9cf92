package dev.belay.cli.server;

/** No usable answer came. The message says what happened and, after a write, whether it may have taken effect. */
public final class UnreachableException extends RuntimeException {

    UnreachableException(String message) {
        super(message);
    }

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
