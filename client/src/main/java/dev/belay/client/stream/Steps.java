package dev.belay.client.stream;

import java.util.Optional;

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

    /**
     * Instances are to fetch a snapshot; told to replicas only.
     *
     * @param instance which one; empty for all
     */
    default void resynchronise(Optional<String> instance) {}

    /** The copy has moved; also called for the state that was found on disk, first of all. */
    void applied(Step step);
}
