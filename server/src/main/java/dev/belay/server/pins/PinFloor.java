package dev.belay.server.pins;

import dev.belay.core.Position;

/** The oldest position that work may be pinned to. */
public final class PinFloor {

    private PinFloor() {}

    /** Pins may reach back to the first revision of an epoch, since nothing raises the floor yet. */
    public static Position of(Position head) {
        return new Position(head.epoch(), 0);
    }

    /** Whether a pin is not below the floor; one of another epoch is below every floor. */
    static boolean allows(Position pin, Position head) {
        return pin.sharesEpochWith(head) && pin.revision() >= of(head).revision();
    }
}
