package dev.belay.client.stream;

/**
 * Is told of every move of a flag set's copy, one after another, before anybody else sees the new state.
 *
 * <p><b>Thread-safety:</b> called on the following thread only; must be quick.
 */
@FunctionalInterface
public interface Steps {

    /** Nobody wants to know. */
    Steps NONE = step -> {};

    /** Other keys of the flag set are valid than before; told to replicas only. */
    default void keysChanged() {}

    /** The copy has moved; also called for the state that was found on disk, first of all. */
    void applied(Step step);
}
