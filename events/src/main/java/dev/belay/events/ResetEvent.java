package dev.belay.events;

import dev.belay.core.Position;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What was told before does not lead to what will be told next: whoever keeps something of the flag set reads it anew.
 *
 * @param flagSet  the flag set, as {@code project/environment}
 * @param position where the events go on after
 * @param previous the position that was announced before
 * @param at       when it was noticed, or happened, cut to milliseconds
 * @param cause    why
 */
public record ResetEvent(String flagSet, Position position, Optional<Position> previous, Instant at, Cause cause)
        implements FlagSetEvent {

    /** Cuts the instant. */
    public ResetEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The position and what happened: {@code epoch:revision/reset}. */
    @Override
    public String id() {
        return position + "/reset";
    }

    /** Why events do not follow one another. */
    public enum Cause {
        /** The ledger began a new epoch, because its storage was restored from a backup or failed over. */
        NEW_EPOCH,
        /** Entries that had not been announced are no longer kept. */
        COMPACTED;

        /** The word in the format. */
        public String word() {
            return switch (this) {
                case NEW_EPOCH -> "new-epoch";
                case COMPACTED -> "compacted";
            };
        }
    }
}
