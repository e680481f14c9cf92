package dev.belay.client;

import java.util.Optional;

/**
 * Why somebody changes a flag, and for whom.
 *
 * <pre>{@code
 * Decision.because("errors up").onBehalfOf("ana")
 * }</pre>
 *
 * @param reason     in the author's words; recorded with the change
 * @param onBehalfOf whom the access token's owner names as the person behind it
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Decision(String reason, Optional<String> onBehalfOf) {

    /** A decision of the access token's owner. */
    public static Decision because(String reason) {
        return new Decision(reason, Optional.empty());
    }

    /** A copy that names the person behind the decision. */
    public Decision onBehalfOf(String person) {
        return new Decision(reason, Optional.of(person));
    }
}
