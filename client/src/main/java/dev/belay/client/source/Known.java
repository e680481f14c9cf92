package dev.belay.client.source;

import dev.belay.core.Position;
import dev.belay.json.state.LedgerState;

/**
 * A flag set as a server has described it.
 *
 * @param flagSet  {@code project/environment}
 * @param state    its subjects at one position
 * @param pinFloor the oldest position that a piece of work may still be evaluated at
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Known(String flagSet, LedgerState state, Position pinFloor) {

    /** The position of the state. */
    public Position position() {
        return state.position();
    }
}
