package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a sink has come in a flag set.
 *
 * @param position   everything up to here was acknowledged, or is not announced
 * @param part       how far it has come in an entry after that which it has announced in part
 * @param announced  the position of the newest event set that was acknowledged
 * @param generation grows whenever somebody else than the line moves the cursor or tells it to go on
 * @param trouble    why it does not go on, if it does not
 */
public record Cursor(
        String sink,
        LedgerId flagSet,
        Position position,
        Optional<Part> part,
        Optional<Position> announced,
        long generation,
        Optional<Trouble> trouble) {

    /** The same cursor further on, without trouble. */
    public Cursor at(Position next, Optional<Position> newest) {
        return new Cursor(sink, flagSet, next, Optional.empty(), newest, generation, Optional.empty());
    }

    /** The same cursor further on in an entry, without trouble. */
    public Cursor within(Part next) {
        return new Cursor(sink, flagSet, position, Optional.of(next), announced, generation, Optional.empty());
    }

    /** The same cursor in trouble. */
    public Cursor with(Trouble met) {
        return new Cursor(sink, flagSet, position, part, announced, generation, Optional.of(met));
    }

    /** The same cursor without trouble. */
    public Cursor untroubled() {
        return new Cursor(sink, flagSet, position, part, announced, generation, Optional.empty());
    }

    /**
     * An entry that was announced in part.
     *
     * @param entry   its position
     * @param changes how many of its changes, from the first on and announced or not, are dealt with; 0 once the reset
     *     before them is
     */
    public record Part(Position entry, int changes) {}

    /**
     * Why a cursor does not go on.
     *
     * @param since    the first attempt that failed
     * @param tried    how long it was tried since, by clocks that only go forward
     * @param attempts how many failed
     * @param event    which event cannot be delivered; empty if the sink cannot be opened at all
     * @param error    what went wrong with the last attempt
     * @param blocked  whether the event counts as undeliverable, so that the line waits for a person or a wonder
     */
    public record Trouble(Instant since, Duration tried, int attempts, String event, String error, boolean blocked) {

        /** Of a sink that cannot be opened. */
        public static Trouble unusable(Instant since, String error) {
            return new Trouble(since, Duration.ZERO, 0, "", error, true);
        }

        /** Whether the sink could not even be opened. */
        public boolean isUnusable() {
            return event.isEmpty();
        }
    }
}
