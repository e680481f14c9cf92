package dev.belay.ledger;

import dev.belay.json.entry.Actor;
import java.util.Optional;

/**
 * Who makes a change, and why.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param actor      the authenticated principal
 * @param onBehalfOf whom the actor names as the person behind the change
 * @param reason     the reason text, in their words
 */
public record Authorship(Actor actor, Optional<String> onBehalfOf, Optional<String> reason) {

    /** Authorship of an actor who acts for nobody else and gives no reason. */
    public static Authorship of(Actor actor) {
        return new Authorship(actor, Optional.empty(), Optional.empty());
    }

    /** Authorship of an actor who acts for nobody else. */
    public static Authorship of(Actor actor, String reason) {
        return new Authorship(actor, Optional.empty(), Optional.of(reason));
    }
}
