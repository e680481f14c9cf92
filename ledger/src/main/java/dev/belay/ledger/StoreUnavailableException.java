package dev.belay.ledger;

import org.jspecify.annotations.Nullable;

/** The storage cannot be used now: it fails, is overloaded or was closed. */
public final class StoreUnavailableException extends LedgerException {

    /** Says what happened and what became of the request. */
    public StoreUnavailableException(String message) {
        this(message, null);
    }

    /** Says what happened and what became of the request, and passes on why. */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
