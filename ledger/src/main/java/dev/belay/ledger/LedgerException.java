package dev.belay.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why a ledger store could not do what it was asked to.
 *
 * <p><b>Thread-safety:</b> immutable, apart from what every exception carries.
 */
public abstract sealed class LedgerException extends RuntimeException
        permits UnknownLedgerException,
                LedgerExistsException,
                RevisionUnreachableException,
                IdempotencyConflictException,
                MissingChunkException,
                LedgerBrokenException,
                StoreUnavailableException {

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
