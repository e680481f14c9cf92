package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.Set;

/**
 * How far an instance was when it was last heard of.
 *
 * @param at           when that was, by the clock of the node that heard it
 * @param capabilities what its evaluator understands; empty if that is not known
 */
record Sighting(Whereabouts where, Instant at, Set<String> capabilities) {

    Sighting(Whereabouts where, Instant at) {
        this(where, at, Set.of());
    }

    /**
     * The one that tells more of two about the same instance: instances never go back within an epoch, so the higher
     * revision is the newer one, whatever the clocks of two nodes say. The instance is connected if either says so.
     */
    Sighting mergedWith(Sighting other) {
        boolean isNewer = isNewerThan(other);
        Sighting newer = isNewer ? this : other;
        Sighting older = isNewer ? other : this;
        boolean connected = where.connected() || other.where.connected();
        Set<String> told = newer.capabilities.isEmpty() ? older.capabilities : newer.capabilities;
        return new Sighting(newer.where.withConnected(connected), newer.at, told);
    }

    /** Whether a goodbye that came at an instant, perhaps to another node, was not followed by a return. */
    boolean endedBy(Instant goodbye) {
        // The last report, and the end of the stream, may come a little after the goodbye; a stream that is open does
        // not.
        return !at.isAfter(where.connected() ? goodbye : goodbye.plus(FlagSetInstances.STRAGGLES));
    }

    Sighting cutOff() {
        return new Sighting(where.withConnected(false), at, capabilities);
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
