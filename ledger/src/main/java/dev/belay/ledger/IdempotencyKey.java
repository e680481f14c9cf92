package dev.belay.ledger;

/**
 * Recognises a repeated request.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param scope    within which the key counts, such as a principal and a flag set
 * @param key      the requester's own name for the request
 * @param bodyHash a hash over everything else that was asked, by which a reused key is told from a repetition
 */
public record IdempotencyKey(String scope, String key, String bodyHash) {

    /** Whether both name the same request, whatever its body. */
    public boolean names(IdempotencyKey other) {
        return scope.equals(other.scope) && key.equals(other.key);
    }
}
