package dev.belay.core.snapshot;

import dev.belay.core.Shared;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Slots;
import dev.belay.core.flag.Flag;

/**
 * A flag as a snapshot holds it.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface SnapshotFlag {

    /** What code asks with. */
    String key();

    /** Which version of the flag this is, from 1. */
    long version();

    /**
     * The flag made ready to decide.
     *
     * @param shared what the flags that are compiled together have in common
     */
    CompiledFlag compile(Slots slots, Shared shared);

    /** What a compiled flag was made from. */
    static SnapshotFlag of(CompiledFlag compiled) {
        Flag flag = compiled.flag();
        return flag == null
                ? new NotUnderstood(compiled.key(), compiled.version(), String.valueOf(compiled.problem()))
                : new Understood(compiled.version(), flag);
    }

    /** A flag that this evaluator understands. */
    record Understood(long version, Flag flag) implements SnapshotFlag {
        @Override
        public String key() {
            return flag.key();
        }

        @Override
        public CompiledFlag compile(Slots slots, Shared shared) {
            return CompiledFlag.of(flag, version, slots, shared);
        }
    }

    /** A flag that this evaluator does not understand: it needs a capability that is missing here. */
    record NotUnderstood(String key, long version, String problem) implements SnapshotFlag {
        @Override
        public CompiledFlag compile(Slots slots, Shared shared) {
            return CompiledFlag.notUnderstood(key, version, problem);
        }
    }
}
