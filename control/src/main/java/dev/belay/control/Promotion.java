package dev.belay.control;

import dev.belay.core.Position;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to carry over from another environment of the project, and how.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param from     the key of the environment that it comes from
 * @param revision the revision to take it from; empty for the newest
 * @param flags    the keys of the flags to carry; empty for all flags and segments
 * @param choices  how far it goes
 * @param base     the position of the target that the decision was made by: what changed since must not be overwritten;
 *     empty to overwrite whatever is there
 */
public record Promotion(
        String from, Optional<Long> revision, Optional<Set<String>> flags, Choices choices, Optional<Position> base) {

    /** Copies the keys. */
    public Promotion {
        flags = flags.map(keys -> Collections.unmodifiableSet(new TreeSet<>(keys)));
    }

    /** Everything that an environment has now, whatever the target was, and as {@link Choices#DEFAULT} says. */
    public static Promotion allOf(String from) {
        return new Promotion(from, Optional.empty(), Optional.empty(), Choices.DEFAULT, Optional.empty());
    }

    /** A copy for chosen flags. */
    public Promotion only(String... keys) {
        return new Promotion(from, revision, Optional.of(Set.of(keys)), choices, base);
    }

    /** A copy that takes what the environment had at a revision. */
    public Promotion at(long earlier) {
        return new Promotion(from, Optional.of(earlier), flags, choices, base);
    }

    /** A copy that goes as far as these choices. */
    public Promotion with(Choices others) {
        return new Promotion(from, revision, flags, others, base);
    }

    /** A copy that is refused if the target has moved on since a position in what it changes. */
    public Promotion basedOn(Position position) {
        return new Promotion(from, revision, flags, choices, Optional.of(position));
    }

    /**
     * How far a promotion goes.
     *
     * @param closure whether chosen flags take along what they depend on
     * @param state   whether flags come enabled or disabled as they are; else flags stay as the target has them, and
     *     those that it does not have arrive disabled
     * @param prune   whether what the source does not have is archived
     */
    public record Choices(boolean closure, boolean state, boolean prune) {

        /** Nothing along, nothing switched on or off, nothing archived. */
        public static final Choices DEFAULT = new Choices(false, false, false);

        /** These, with what flags depend on. */
        public Choices withClosure() {
            return new Choices(true, state, prune);
        }

        /** These, with flags enabled or disabled as the source has them. */
        public Choices withState() {
            return new Choices(closure, true, prune);
        }

        /** These, and what the source does not have is archived. */
        public Choices pruning() {
            return new Choices(closure, state, true);
        }
    }
}
