package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.util.Optional;

/**
 * How far an instance is, as far as that can be said without knowing where the head is.
 *
 * @param applied   the position that it evaluates at, once it has one
 * @param diverged  whether what it holds is not what belongs to that position
 * @param connected whether its stream is open
 */
record Whereabouts(Optional<Position> applied, boolean diverged, boolean connected) {

    /** An instance that has a stream and has said nothing yet. */
    static final Whereabouts NEW = new Whereabouts(Optional.empty(), false, true);

    /** How this compares with a position that should have been applied. */
    Standing against(Position wanted) {
        if (diverged
                || applied.filter(position -> !position.sharesEpochWith(wanted)).isPresent()) {
            return Standing.DIVERGED;
        }
        boolean reached = applied.filter(position -> position.revision() >= wanted.revision())
                .isPresent();
        return reached ? Standing.AT : Standing.BEHIND;
    }

    Whereabouts withConnected(boolean open) {
        return new Whereabouts(applied, diverged, open);
    }
}
