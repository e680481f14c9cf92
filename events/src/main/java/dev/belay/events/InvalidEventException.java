package dev.belay.events;

import org.jspecify.annotations.Nullable;

/**
 * A message is not an event of this format.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class InvalidEventException extends RuntimeException {

    InvalidEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
