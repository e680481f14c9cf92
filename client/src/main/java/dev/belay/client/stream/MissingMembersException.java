package dev.belay.client.stream;

import java.io.IOException;

/** The members of a segment could not be fetched, so that what names them cannot be applied. */
final class MissingMembersException extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean gone;

    /** @param gone whether the server does not have them, so that its newest state should be asked for */
    MissingMembersException(String message, Throwable cause, boolean gone) {
        super(message, cause);
        this.gone = gone;
    }

    boolean isGone() {
        return gone;
    }
}
