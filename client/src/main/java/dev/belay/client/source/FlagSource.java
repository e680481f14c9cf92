package dev.belay.client.source;

import dev.belay.core.snapshot.Snapshot;
import dev.belay.json.state.LedgerState;
import org.jspecify.annotations.Nullable;

/**
 * Where flags come from.
 *
 * <p><b>Thread-safety:</b> implementations are safe for use by many threads; {@link #snapshot} and {@link #declare} never
 * block for long.
 */
public interface FlagSource extends AutoCloseable {

    /** Begins to follow the source in the background; called once. */
    void start();

    /** The flags to evaluate by; null when there are none yet. Every change of it is followed by a signal. */
    @Nullable
    Snapshot snapshot();

    /** How the source is doing. */
    Health health();

    /** Whether the first attempt to reach the source has ended, well or not. */
    boolean settled();

    /** Whether evaluations have something to go by, so that a flag that is not known does not exist. */
    default boolean isAnswering() {
        return snapshot() != null;
    }

    /** The state that the snapshot belongs to; null when there is none yet, or when the source does not work with states. */
    @Nullable
    LedgerState state();

    /** Whether the source knows of a flag only once it has been declared. */
    default boolean needsDeclarations() {
        return false;
    }

    /** Tells the source that code asks for this flag. */
    default void declare(String flag) {}

    /** Stops following; evaluations go on with the last state. */
    @Override
    void close();
}
