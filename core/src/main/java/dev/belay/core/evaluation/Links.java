package dev.belay.core.evaluation;

import dev.belay.core.Position;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The flags and segments of one state, compiled, and found by what compiled flags know them by. Slots are given out by
 * {@link Slots}, and stay through all states that descend from one another.
 *
 * <p><b>Thread-safety:</b> implementations are immutable.
 */
public interface Links {

    /** Where in history this state is. */
    Position position();

    /** The flag with this key, or null when there is none. */
    @Nullable
    CompiledFlag find(String key);

    /** Every flag, in the order in which their keys first appeared. */
    Collection<CompiledFlag> all();

    /** The flag in this slot, or null when there is none. */
    @Nullable
    CompiledFlag flag(int slot);

    /** The segment in this slot, or null when there is none. */
    @Nullable
    CompiledSegment segment(int slot);

    /** What only this state has, and what keeps nothing else of it alive. */
    Object identity();
}
