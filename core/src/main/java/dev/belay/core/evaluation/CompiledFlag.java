package dev.belay.core.evaluation;

import dev.belay.core.ErrorCode;
import dev.belay.core.Shared;
import dev.belay.core.flag.Flag;
import org.jspecify.annotations.Nullable;

/**
 * A flag made ready to decide: sets hashed, salts mixed in, outcomes made, and others referred to by slot. It depends on
 * its own document alone, so that consecutive states share it until that changes.
 *
 * <p><b>Thread-safety:</b> immutable, but for a cache that any thread may fill.
 */
public final class CompiledFlag extends Node {

    private final String key;
    private final long version;
    private final @Nullable Flag flag;
    private final Procedure procedure;
    private final @Nullable Closure own;
    private final @Nullable Outcome constant;

    // Only saves work: what the closure was in the state that was asked last. Unsynchronized, because it is
    // immutable and threads that do not see it compute it again.
    private @Nullable Linked linked;

    private CompiledFlag(String key, long version, @Nullable Flag flag, Procedure procedure) {
        this.key = key;
        this.version = version;
        this.flag = flag;
        this.procedure = procedure;
        this.own = procedure.references().isEmpty() ? Closure.of(procedure.references()) : null;
        this.constant = procedure.constant();
    }

    /**
     * Compiles a flag.
     *
     * @param version which version of the flag this is, from 1; 0 where its source counts none
     * @param shared  what the flags that are compiled together have in common
     */
    public static CompiledFlag of(Flag flag, long version, Slots slots, Shared shared) {
        return new CompiledFlag(flag.key(), version, flag, FlagCompiler.compile(flag, slots, shared));
    }

    /** A flag for which there was not stack enough to read it; it fails. */
    public static CompiledFlag tooDeep(String key, long version) {
        return new CompiledFlag(key, version, null, Procedure.always(Scope.TOO_DEEP, References.NONE));
    }

    /** A flag that is not understood here; it fails, and so does what depends on it. */
    public static CompiledFlag notUnderstood(String key, long version, String problem) {
        return new CompiledFlag(
                key, version, null, Procedure.always(Outcome.failed(ErrorCode.PARSE_ERROR, problem), References.NONE));
    }

    /** What code asks with. */
    public String key() {
        return key;
    }

    /** Which version of the flag this is. */
    public long version() {
        return version;
    }

    /** The flag that this was made from; null when it is not understood. */
    public @Nullable Flag flag() {
        return flag;
    }

    /** What keeps the flag from being understood; null when it is. */
    public @Nullable String problem() {
        Outcome.Failure failure = flag == null ? procedure.failure() : null;
        return failure == null ? null : failure.message();
    }

    /** Has others share the parts of the flag and of what was made from it. */
    public void offerParts(Shared shared) {
        if (flag != null) {
            flag.offerParts(shared);
            procedure.offerParts(shared);
        }
    }

    /** Whether there was not stack enough to read or compile it. */
    public boolean isTooDeep() {
        return Scope.TOO_DEEP.equals(procedure.fixed());
    }

    /** Whether all that the answer depends on was read; what a thread had no stack left to read, another may. */
    public boolean isLasting(Links links) {
        return !isTooDeep() && closure(links).isLasting();
    }

    /** Whether answers may differ from one moment to the next. */
    public boolean asksMoment(Links links) {
        return closure(links).asksMoment();
    }

    /** Whether the answer is the same for everybody and at any time, as long as the state is the same. */
    public boolean isStatic(Links links) {
        return closure(links).isStatic();
    }

    /** What a flag without prerequisites, targets, rules and splits always answers; null for all others. */
    @Nullable
    Outcome constant() {
        return constant;
    }

    Procedure procedure() {
        return procedure;
    }

    /**
     * Whether the flag is disabled, for one that depends on it.
     *
     * @throws UndecidableException if it is not understood
     */
    boolean isDisabledHere() {
        if (flag != null && !flag.enabled()) {
            return true;
        }
        Outcome.Failure failure = procedure.failure();
        if (failure != null) {
            throw new UndecidableException(
                    failure.code(),
                    "It depends on the flag '" + key + "', which is not understood here: " + failure.message());
        }
        return false;
    }

    @Override
    References references() {
        return procedure.references();
    }

    Closure closure(Links links) {
        if (own != null) {
            return own;
        }
        Linked known = linked;
        if (known == null || !known.state().equals(links.identity())) {
            known = new Linked(links.identity(), ClosureWalk.of(this, links));
            if (known.closure().isLasting()) {
                linked = known;
            }
        }
        return known.closure();
    }

    /** What the closure is in a state. */
    private record Linked(Object state, Closure closure) {}
}
