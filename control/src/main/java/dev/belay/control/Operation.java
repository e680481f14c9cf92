package dev.belay.control;

import dev.belay.core.flag.Flag;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that a change does to one subject.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public sealed interface Operation {

    /** The key of the flag or segment. */
    String key();

    /** What must be true of the subject beforehand. */
    Precondition base();

    /** Creates a flag or replaces its document; replacing needs the version that the document is based on. */
    record PutFlag(Flag flag, Precondition base) implements Operation {
        @Override
        public String key() {
            return flag.key();
        }
    }

    /** Creates a segment or replaces its document; replacing needs the version that the document is based on. */
    record PutSegment(Segment segment, Precondition base) implements Operation {
        @Override
        public String key() {
            return segment.key();
        }
    }

    /** Gives a segment other members; replacing needs the version that they are based on. */
    record PutMembers(String key, MemberSet members, Precondition base) implements Operation {}

    /**
     * Adds and removes some members of a segment.
     *
     * @param remove wins over {@code add}
     */
    record EditMembers(String key, Set<String> add, Set<String> remove, Precondition base) implements Operation {

        /** Copies the sets. */
        public EditMembers {
            add = Set.copyOf(add);
            remove = Set.copyOf(remove);
        }
    }

    /** Lets a flag's targets and rules decide; changes nothing if they already do. */
    record Enable(String key, Precondition base) implements Operation {}

    /** Makes a flag serve its off variant; changes nothing if it already does. */
    record Disable(String key, Precondition base) implements Operation {}

    /** Takes a flag out of the flag set; its history and version counter stay. */
    record Archive(String key, Precondition base) implements Operation {}

    /** Takes a segment out of the flag set; its history and version counter stay. */
    record ArchiveSegment(String key, Precondition base) implements Operation {}

    /** Gives a flag a new random salt, so that its splits draw their users anew. */
    record Reshuffle(String key, Precondition base) implements Operation {}

    /**
     * Gives variants new weights, moving as few keys as can be; changes nothing if these are the weights already. A place
     * that serves one variant becomes a split of which that variant had the whole.
     *
     * @param rule    the rule whose split it is; empty for {@code otherwise}
     * @param weights the weight of every variant that is to have any; what they leave of the total decides nothing
     */
    record Reweigh(String key, Optional<String> rule, Map<String, Integer> weights, Precondition base)
            implements Operation {
        public Reweigh {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }
    }

    /**
     * Gives a flag the document of an earlier version, or archives it if it was archived then.
     *
     * @param withClosure whether the segments and flags that its answers depended on go back as well, to what they
     *                    were when that version was recorded
     */
    record Rollback(String key, long toVersion, boolean withClosure, Precondition base) implements Operation {}

    /** Gives a segment the document of an earlier version, or archives it if it was archived then. */
    record RollbackSegment(String key, long toVersion, Precondition base) implements Operation {}
}
