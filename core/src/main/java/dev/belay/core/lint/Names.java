package dev.belay.core.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of texts: the listed ones, or all others.
 *
 * @param listed not to be changed by anybody
 */
record Names(Set<String> listed, boolean others) {

    static final Names NOTHING = new Names(Set.of(), false);
    static final Names EVERYTHING = new Names(Set.of(), true);

    static Names of(Set<String> listed) {
        return new Names(listed, false);
    }

    Names complement() {
        return new Names(listed, !others);
    }

    Names and(Names other) {
        if (others && other.others) {
            return new Names(union(listed, other.listed), true);
        }
        if (!others && (other.others || listed.size() <= other.listed.size())) {
            return filtered(other);
        }
        return other.filtered(this);
    }

    boolean contains(String text) {
        return listed.contains(text) != others;
    }

    boolean isEmpty() {
        return !others && listed.isEmpty();
    }

    private Names filtered(Names by) {
        return by.equals(EVERYTHING)
                ? this
                : of(listed.stream().filter(by::contains).collect(Collectors.toSet()));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
