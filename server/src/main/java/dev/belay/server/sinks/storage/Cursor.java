package dev.belay.server.sinks.storage;

import dev.belay.core.Position;
import dev.belay.ledger.LedgerId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a sink has come in a flag set.
 *
 * @param position   everything up to here was acknowledged, or is not announced
 * @param announced  the position of the newest event that was acknowledged
 * @param generation grows whenever somebody else than the line moves the cursor or tells it to go on
 * @param trouble    why it does not go on, if it does not
 */
public record Cursor(
        String sink,
        LedgerId flagSet,
        Position position,
        Optional<Position> announced,
        long generation,
        Optional<Trouble> trouble) {

    /** The same cursor further on, without trouble. */
    public Cursor at(Position next, Optional<Position> newest) {
        return new Cursor(sink, flagSet, next, newest, generation, Optional.empty());
    }

    /** The same cursor in trouble. */
    public Cursor with(Trouble met) {
        return new Cursor(sink, flagSet, position, announced, generation, Optional.of(met));
    }

    /**
     * Why a cursor does not go on.
     *
     * @param since    the first attempt that failed
     * @param attempts how many failed
     * @param event    which event cannot be delivered
     * @param error    what went wrong with the last attempt
     * @param blocked  whether the event counts as undeliverable, so that the line waits for a person or a wonder
     */
    public record Trouble(Instant since, int attempts, String event, String error, boolean blocked) {}
}
