package dev.belay.control;

import java.util.Optional;

/**
 * Who asks for a change, why, and how.
 *
 * @param principal   who asks; becomes the actor of the entry
 * @param onBehalfOf  whom the principal names as the person behind the change
 * @param reason      why, in their words
 * @param idempotency how a repetition of the same request is recognised
 * @param dryRun      whether to say what would happen instead of doing it
 */
public record WriteRequest(
        Principal principal,
        Optional<String> onBehalfOf,
        Optional<String> reason,
        Optional<Idempotency> idempotency,
        boolean dryRun) {

    /** A request with nothing but its principal. */
    public static WriteRequest by(Principal principal) {
        return new WriteRequest(principal, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** A copy with a reason. */
    public WriteRequest because(String text) {
        return new WriteRequest(principal, onBehalfOf, Optional.of(text), idempotency, dryRun);
    }

    /** A copy that only asks what would happen. */
    public WriteRequest asDryRun() {
        return new WriteRequest(principal, onBehalfOf, reason, idempotency, true);
    }

    /** A copy that can be repeated safely. */
    public WriteRequest repeatable(String key, String bodyHash) {
        return new WriteRequest(principal, onBehalfOf, reason, Optional.of(new Idempotency(key, bodyHash)), dryRun);
    }

    /**
     * A key that the caller chose for one request and everything that the request says, as a hash.
     *
     * @param key      unique to the request among those of its principal in the flag set
     * @param bodyHash equal exactly when two requests ask for the same
     */
    public record Idempotency(String key, String bodyHash) {}
}
