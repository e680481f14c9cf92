package dev.belay.core.snapshot;

import dev.belay.core.Shared;
import dev.belay.core.evaluation.CompiledFlag;
import dev.belay.core.evaluation.Slots;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flag as consecutive snapshots share it: compiled, or to be compiled when it is first asked for.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
final class HeldFlag {

    private final @Nullable UnreadFlag unread;
    private final @Nullable Slots slots;

    // Unsynchronized, because what it holds is immutable and threads that do not see it compile an equal one.
    private @Nullable CompiledFlag compiled;

    private HeldFlag(@Nullable UnreadFlag unread, @Nullable Slots slots, @Nullable CompiledFlag compiled) {
        this.unread = unread;
        this.slots = slots;
        this.compiled = compiled;
    }

    static HeldFlag of(CompiledFlag compiled) {
        return new HeldFlag(null, null, compiled);
    }

    static HeldFlag later(UnreadFlag unread, Slots slots) {
        return new HeldFlag(unread, slots, null);
    }

    /** What code asks with; reads nothing. */
    String key() {
        return unread == null ? compiled().key() : unread.key();
    }

    /** The flag, ready to decide. */
    CompiledFlag compiled() {
        CompiledFlag known = compiled;
        return known == null ? compile(new Shared()) : known;
    }

    /** Has the flag ready from now on. */
    void prepare(Shared shared) {
        if (compiled == null) {
            compiled = compile(shared);
        }
    }

    /** Has others share its parts, if it was read. */
    void offerParts(Shared shared) {
        CompiledFlag known = compiled;
        if (known != null) {
            known.offerParts(shared);
        }
    }

    private CompiledFlag compile(Shared shared) {
        UnreadFlag source = Objects.requireNonNull(unread);
        CompiledFlag made = read(source, shared);
        // Whoever asks may have little of its stack left; that must not be how the flag stays.
        if (!made.isTooDeep()) {
            compiled = made;
        }
        return made;
    }

    private CompiledFlag read(UnreadFlag source, Shared shared) {
        try {
            return source.read(shared).compile(Objects.requireNonNull(slots), shared);
        } catch (StackOverflowError tooDeep) {
            return CompiledFlag.tooDeep(source.key(), source.version());
        }
    }
}
