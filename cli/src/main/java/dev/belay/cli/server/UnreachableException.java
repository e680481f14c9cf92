package dev.belay.cli.server;

/** No usable answer came. The message says what happened and, after a write, whether it may have taken effect. */
public final class UnreachableException extends RuntimeException {

    private static final String NOBODY_THERE =
            "Start a server with `belay serve`, or name one with --url or BELAY_URL.";

    private final String advice;

    UnreachableException(String message) {
        this(message, NOBODY_THERE);
    }

    UnreachableException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    UnreachableException(String message, Throwable cause) {
        this(message, NOBODY_THERE, cause);
    }

    UnreachableException(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** What to do next, as a sentence. */
    public String advice() {
        return advice;
    }
}
