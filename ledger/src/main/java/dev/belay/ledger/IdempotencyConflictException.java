package dev.belay.ledger;

/** An idempotency key comes back with another request. */
public final class IdempotencyConflictException extends LedgerException {

    private final IdempotencyKey key;

    /** Names the key as it was used this time. */
    public IdempotencyConflictException(IdempotencyKey key) {
        super(
                "The idempotency key '" + key.key() + "' was used for another request; repeat that one unchanged,"
                        + " or choose a new key",
                null);
        this.key = key;
    }

    /** The key as it was used this time. */
    public IdempotencyKey key() {
        return key;
    }
}
