package dev.belay.events;

import dev.belay.core.Position;
import dev.belay.core.Value;
import dev.belay.json.entry.Actor;
import dev.belay.json.state.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One subject has changed.
 *
 * @param flagSet    the flag set, as {@code project/environment}
 * @param position   that of the entry which changed it
 * @param previous   the position that was announced before, which need not be that of the entry before where a sink
 *     leaves some out; empty for the first of a sink
 * @param index      which of the announced changes of the entry this is, from 1
 * @param total      how many changes of the entry are announced
 * @param subject    what changed
 * @param version    its new version
 * @param state      how it stands now
 * @param at         when, cut to milliseconds
 * @param action     what kind of step the entry was, such as {@code flag.enabled}
 * @param actor      who changed it
 * @param onBehalfOf whom the actor named as the person behind it
 * @param reason     why, in the actor's words
 * @param referenced whether other flags or segments refer to it, so that the answers of other flags may change with it
 * @param document   its new document, if the sink sends documents and there is one
 */
public record ChangeEvent(
        String flagSet,
        Position position,
        Optional<Position> previous,
        int index,
        int total,
        Subject subject,
        long version,
        State state,
        Instant at,
        String action,
        Actor actor,
        Optional<String> onBehalfOf,
        Optional<String> reason,
        boolean referenced,
        Optional<Value> document)
        implements FlagSetEvent {

    /** Checks the numbers and cuts the instant. */
    public ChangeEvent {
        if (index < 1 || index > total) {
            throw new IllegalArgumentException(
                    "The index " + index + " of a change must be from 1 to its total, " + total);
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The position and the subject: {@code epoch:revision/flag/checkout.new-flow}. */
    @Override
    public String id() {
        return position + "/" + subject;
    }

    /**
     * Whether the change can show in answers of other flags, too: it is one of a segment, or others refer to the flag.
     */
    public boolean affectsOthers() {
        return referenced || !subject.kind().equals(Subject.FLAG);
    }

    /** Whether this is the last event of its entry, so that all of the change set has been told. */
    public boolean isLast() {
        return index == total;
    }

    /** How a subject stands after a change. */
    public enum State {
        /** A flag whose targets and rules are asked. */
        ENABLED,
        /** A flag that serves its off variant. */
        DISABLED,
        /** Anything else that has a document, such as a segment. */
        PRESENT,
        /** It has no document any more. */
        ARCHIVED,
        /** Its document has been erased since, or cannot be read. */
        UNKNOWN;

        /** The word in the format. */
        public String word() {
            return switch (this) {
                case ENABLED -> "enabled";
                case DISABLED -> "disabled";
                case PRESENT -> "present";
                case ARCHIVED -> "archived";
                case UNKNOWN -> "unknown";
            };
        }
    }
}
