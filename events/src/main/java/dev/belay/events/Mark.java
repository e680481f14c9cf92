package dev.belay.events;

import dev.belay.core.Position;

/**
 * How far a receiver has come in a flag set.
 *
 * @param flagSet  the flag set, as {@code project/environment}
 * @param position of the newest event that it has dealt with
 * @param index    which of the events at that position; 0 for a reset
 * @param total    how many there are; 0 for a reset
 */
public record Mark(String flagSet, Position position, int index, int total) {

    static Mark of(FlagSetEvent event) {
        return event instanceof ChangeEvent change
                ? new Mark(change.flagSet(), change.position(), change.index(), change.total())
                : new Mark(event.flagSet(), event.position(), 0, 0);
    }

    boolean covers(Mark other) {
        if (!position.sharesEpochWith(other.position)) {
            return false;
        }
        long ahead = position.revision() - other.position.revision();
        return ahead > 0 || (ahead == 0 && index >= other.index);
    }

    boolean precedes(ChangeEvent event) {
        return position.equals(event.position())
                ? event.index() == index + 1
                : index == total
                        && event.index() == 1
                        && event.previous().filter(position::equals).isPresent();
    }
}
