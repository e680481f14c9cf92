package dev.belay.client.source;

/**
 * Makes a source of a kind that the client itself does not have.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
@FunctionalInterface
public interface SourceOpener {

    /**
     * Makes a source that has not been started.
     *
     * @param time   the clock
     * @param signal raised by the source after every change
     * @param memory what is known from earlier
     */
    FlagSource open(Time time, Signal signal, Memory memory);
}
