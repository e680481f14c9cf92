package dev.belay.ledger;

import org.jspecify.annotations.Nullable;

/** The storage cannot be used now: it fails, is overloaded or was closed. */
public final class StoreUnavailableException extends LedgerException {

    private final boolean notMade;

    /** Says what happened and what became of the request. */
    public StoreUnavailableException(String message) {
        this(message, null);
    }

    /** Says what happened and what became of the request, and passes on why. */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreUnavailableException(String message, @Nullable Throwable cause, boolean notMade) {
        super(message, cause);
        this.notMade = notMade;
    }

    /** Refuses a change that certainly has not taken effect, and never will. */
    public static StoreUnavailableException notMade(String message) {
        return notMade(message, null);
    }

    /** Refuses a change that certainly has not taken effect, and never will, and passes on why. */
    public static StoreUnavailableException notMade(String message, @Nullable Throwable cause) {
        return new StoreUnavailableException(message, cause, true);
    }

    /** Whether it is certain that the change was not made; otherwise the newest state tells. */
    public boolean isNotMade() {
        return notMade;
    }
}
