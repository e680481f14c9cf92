package dev.belay.core.lint;

import dev.belay.core.condition.Ranges;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may be found where a condition looks: marks, texts, and things in order.
 *
 * @param marks   not to be changed by anybody
 * @param ordered numbers, or whatever the reading compares in order
 */
record Extent(Set<Mark> marks, Names texts, Ranges ordered) {

    static final Extent NOTHING = new Extent(Set.of(), Names.NOTHING, Ranges.NOTHING);

    static Extent of(Mark first, Mark... more) {
        return new Extent(EnumSet.of(first, more), Names.NOTHING, Ranges.NOTHING);
    }

    static Extent of(Names texts) {
        return new Extent(Set.of(), texts, Ranges.NOTHING);
    }

    static Extent of(Ranges ordered) {
        return new Extent(Set.of(), Names.NOTHING, ordered);
    }

    Extent and(Extent other) {
        return new Extent(intersection(marks, other.marks), texts.and(other.texts), ordered.and(other.ordered));
    }

    Extent or(Extent other) {
        return complement().and(other.complement()).complement();
    }

    Extent without(Extent other) {
        return and(other.complement());
    }

    Extent complement() {
        Set<Mark> missing = EnumSet.allOf(Mark.class);
        missing.removeAll(marks);
        return new Extent(missing, texts.complement(), ordered.complement());
    }

    boolean isEmpty() {
        return marks.isEmpty() && texts.isEmpty() && ordered.isEmpty();
    }

    /** Whether nothing but listed texts may be found. */
    boolean isListed() {
        return marks.isEmpty() && !texts.others() && ordered.isEmpty();
    }

    /** How much work it is to combine it with others. */
    int size() {
        return texts.listed().size() / 16 + ordered.size() / 16;
    }

    private static Set<Mark> intersection(Set<Mark> one, Set<Mark> other) {
        Set<Mark> both = EnumSet.noneOf(Mark.class);
        both.addAll(one);
        both.retainAll(other);
        return both;
    }
}
