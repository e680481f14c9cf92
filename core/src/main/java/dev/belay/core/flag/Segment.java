package dev.belay.core.flag;

import dev.belay.core.condition.Condition;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reusable, named group of contexts: excluded keys are out, then included keys and members are in, then {@code when}
 * decides.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param key      what conditions name it by
 * @param when     who else belongs; none: nobody
 * @param included keys that belong
 * @param excluded keys that do not, whatever else is said
 * @param by       the attribute whose value is looked up in the lists and among the members
 * @param members  more keys that belong, when they are too many for a list
 * @param requires the capabilities that an evaluator needs to understand it
 */
public record Segment(
        String key,
        Optional<Condition> when,
        Set<String> included,
        Set<String> excluded,
        String by,
        Optional<MemberSet> members,
        List<String> requires) {

    /** Copies the sets and the list, keeping their order; no members at all is as good as no set of them. */
    public Segment {
        included = Collections.unmodifiableSet(new LinkedHashSet<>(included));
        excluded = Collections.unmodifiableSet(new LinkedHashSet<>(excluded));
        members = members.filter(set -> set.count() > 0);
        requires = List.copyOf(requires);
    }

    /** A segment without members beyond those that it lists, which demands nothing. */
    public Segment(String key, Optional<Condition> when, Set<String> included, Set<String> excluded, String by) {
        this(key, when, included, excluded, by, Optional.empty(), List.of());
    }

    /** The same segment with other members. */
    public Segment withMembers(MemberSet others) {
        return new Segment(key, when, included, excluded, by, Optional.of(others), requires);
    }

    /** Whether a key belongs because it is listed: included or a member. Being excluded comes first and is not asked. */
    public boolean lists(String candidate) {
        return included.contains(candidate)
                || (members.isPresent() && members.get().contains(candidate));
    }
}
