package dev.belay.client;

import dev.belay.core.Position;
import java.util.List;

/**
 * A change that the server has recorded.
 *
 * @param position where in history it is
 * @param version  of the flag after it
 * @param visible  whether evaluations of the same {@link Belay} see it already; false when the stream did not bring it in
 *                 time, which says nothing about the change itself
 * @param warnings what the server finds worth knowing, in sentences
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Recorded(Position position, long version, boolean visible, List<String> warnings) {

    /** Copies the warnings. */
    public Recorded {
        warnings = List.copyOf(warnings);
    }
}
