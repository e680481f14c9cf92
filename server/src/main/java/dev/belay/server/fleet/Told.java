package dev.belay.server.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * What a node or a replica has said, which holds as long as it is heard of.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param at when it was last heard of, by the clock of this node
 */
record Told(FleetReport fleet, Instant at) {

    /** Who is silent for this long is cut off, and so is, for all we know, everybody behind it. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** The report, as far as it still holds. */
    FleetReport asOf(Instant now) {
        return at.isAfter(now.minus(FRESH)) ? fleet : fleet.cutOff();
    }

    /** The one that was heard later, of two of the same replica. */
    Told newer(Told other) {
        return other.at.isAfter(at) ? other : this;
    }
}
