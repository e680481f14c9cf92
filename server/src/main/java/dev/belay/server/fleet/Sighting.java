package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Instant;

/**
 * How far an instance was when it was last heard of.
 *
 * @param at when that was, by the clock of the node that heard it
 */
record Sighting(Whereabouts where, Instant at) {

    /**
     * The one that tells more of two about the same instance: instances never go back within an epoch, so the higher
     * revision is the newer one, whatever the clocks of two nodes say. The instance is connected if either says so.
     */
    Sighting mergedWith(Sighting other) {
        Sighting newer = isNewerThan(other) ? this : other;
        boolean connected = where.connected() || other.where.connected();
        return new Sighting(newer.where.withConnected(connected), newer.at);
    }

    Sighting cutOff() {
        return new Sighting(where.withConnected(false), at);
    }

    boolean isNewerThan(Sighting other) {
        if (where.applied().isPresent() != other.where.applied().isPresent()) {
            // A stream that was opened tells nothing of how far its instance is; a report does.
            return where.applied().isPresent();
        }
        if (where.applied().isPresent() && other.where.applied().isPresent()) {
            Position here = where.applied().get();
            Position there = other.where.applied().get();
            if (here.sharesEpochWith(there) && here.revision() != there.revision()) {
                return here.revision() > there.revision();
            }
        }
        return at.isAfter(other.at);
    }
}
