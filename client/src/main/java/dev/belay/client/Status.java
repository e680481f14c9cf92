package dev.belay.client;

import dev.belay.core.Position;
import java.time.Duration;
import java.util.Optional;

/**
 * How up to date the flags are, at the moment of asking.
 *
 * @param state    in one word
 * @param age      how long ago the flags were last known to be the newest; empty when they never were
 * @param position where in history the flags are; empty when there are none, or none with a history
 * @param message  one sentence for a person, such as what keeps the server from being reached
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Status(State state, Optional<Duration> age, Optional<Position> position, String message) {

    /** From best to worst. Whatever the state, evaluations answer at once and never throw. */
    public enum State {
        /** The flags are up to date. */
        READY,
        /** The source is away; the last flags that are known go on answering. */
        STALE,
        /** There are no flags yet; the caller's default values apply. */
        NOT_READY,
        /** What the source says cannot be used; the last flags, if any, go on answering. */
        ERROR,
        /** The server does not accept the key; the last flags, if any, go on answering, and it is asked now and then. */
        FATAL
    }

    /** Whether the flags are up to date. */
    public boolean isReady() {
        return state == State.READY;
    }
}
