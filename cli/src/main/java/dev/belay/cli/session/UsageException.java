package dev.belay.cli.session;

/** The command cannot be carried out as it was given. The message says what was given, what is allowed, what to do. */
public final class UsageException extends RuntimeException {

    /** Says what is wrong. */
    public UsageException(String message) {
        super(message);
    }
}
