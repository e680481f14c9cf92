package dev.belay.client.source;

import dev.belay.core.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is doing.
 *
 * @param phase       in one word
 * @param position    the state that evaluations see; null when the source has none, or none with a position
 * @param confirmedAt when that state was last known to be the newest; null when it never was
 * @param message     one sentence for a person
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Health(
        Phase phase, @Nullable Position position, @Nullable Instant confirmedAt, String message) {

    /** From best to worst. */
    public enum Phase {
        /** The flags are there and up to date. */
        READY,
        /** The flags are there, and newer ones may exist. */
        STALE,
        /** There are no flags yet. */
        NOT_READY,
        /** What the source says cannot be used. */
        ERROR,
        /** The source refuses to answer. */
        FATAL
    }

    /** Nothing has been tried yet. */
    public static Health notReady(String message) {
        return new Health(Phase.NOT_READY, null, null, message);
    }
}
