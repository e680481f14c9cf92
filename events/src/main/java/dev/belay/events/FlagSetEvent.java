package dev.belay.events;

import dev.belay.core.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver is told about a flag set: that a subject changed, or that it has to read everything anew.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface FlagSetEvent permits ChangeEvent, ResetEvent {

    /** Names the event for good: the same event has the same text however often it is delivered. */
    String id();

    /** The flag set, as {@code project/environment}. */
    String flagSet();

    /** Where the flag set stands with it. */
    Position position();

    /** The position of the event set that was announced before it; empty for the first of a sink. */
    Optional<Position> previous();

    /** When it happened, in whole milliseconds. */
    Instant at();
}
