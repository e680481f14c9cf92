package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Instant;

/**
 * How a revision came to the instances that followed.
 *
 * @param at    when the entry was made
 * @param times from then on until instances had it
 */
record Delivery(Position position, Instant at, DeliveryTimes times) {

    Delivery copy() {
        return new Delivery(position, at, times.copy());
    }
}
