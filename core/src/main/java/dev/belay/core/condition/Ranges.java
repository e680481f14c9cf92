package dev.belay.core.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set of ordered things, such as numbers, instants or versions, as ranges: where along the order membership begins and
 * ends. One set's things are all of one type, and sets are combined only with sets of the same type.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Ranges {

    /** Nothing. */
    public static final Ranges NOTHING = new Ranges(false, List.of());

    /** Everything there is. */
    public static final Ranges EVERYTHING = new Ranges(true, List.of());

    private final boolean fromTheStart;
    private final List<Cut> cuts;

    private Ranges(boolean fromTheStart, List<Cut> cuts) {
        this.fromTheStart = fromTheStart;
        this.cuts = cuts;
    }

    /** What is less than {@code limit}. */
    public static <T extends Comparable<T>> Ranges lessThan(T limit) {
        return new Ranges(true, List.of(new Cut(limit, false)));
    }

    /** What is {@code limit} or less. */
    public static <T extends Comparable<T>> Ranges atMost(T limit) {
        return new Ranges(true, List.of(new Cut(limit, true)));
    }

    /** What is {@code limit} or more. */
    public static <T extends Comparable<T>> Ranges atLeast(T limit) {
        return lessThan(limit).complement();
    }

    /** What is more than {@code limit}. */
    public static <T extends Comparable<T>> Ranges greaterThan(T limit) {
        return atMost(limit).complement();
    }

    /** What compares as equal to {@code value}. */
    public static <T extends Comparable<T>> Ranges of(T value) {
        return atLeast(value).and(atMost(value));
    }

    /** What belongs to any of the sets, in time that grows little faster than their ends are many. */
    public static Ranges union(List<Ranges> sets) {
        if (sets.size() < 2) {
            return sets.isEmpty() ? NOTHING : sets.get(0);
        }
        int middle = sets.size() / 2;
        return union(sets.subList(0, middle)).or(union(sets.subList(middle, sets.size())));
    }

    /** What does not belong. */
    public Ranges complement() {
        return new Ranges(!fromTheStart, cuts);
    }

    /** What belongs to both. */
    public Ranges and(Ranges other) {
        List<Cut> merged = new ArrayList<>();
        boolean mine = fromTheStart;
        boolean theirs = other.fromTheStart;
        int left = 0;
        int right = 0;
        while (left < cuts.size() || right < other.cuts.size()) {
            boolean before = mine && theirs;
            int order = order(left, other, right);
            Cut cut = order <= 0 ? cuts.get(left) : other.cuts.get(right);
            if (order <= 0) {
                mine = !mine;
                left++;
            }
            if (order >= 0) {
                theirs = !theirs;
                right++;
            }
            if (before != (mine && theirs)) {
                merged.add(cut);
            }
        }
        return new Ranges(fromTheStart && other.fromTheStart, List.copyOf(merged));
    }

    /** What belongs to either. */
    public Ranges or(Ranges other) {
        return complement().and(other.complement()).complement();
    }

    /** Whether nothing can belong. A range between two things that have nothing between them does not count as empty. */
    public boolean isEmpty() {
        return !fromTheStart && cuts.isEmpty();
    }

    /** A thing that belongs and at which a range begins or ends; empty if no range is closed. */
    public Optional<Comparable<?>> someEnd() {
        boolean inside = fromTheStart;
        for (Cut cut : cuts) {
            if (inside == cut.after) {
                return Optional.of(cut.value);
            }
            inside = !inside;
        }
        return Optional.empty();
    }

    boolean fromTheStart() {
        return fromTheStart;
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** How many ends the ranges have. */
    public int size() {
        return cuts.size();
    }

    private int order(int left, Ranges other, int right) {
        if (left == cuts.size()) {
            return 1;
        }
        return right == other.cuts.size() ? -1 : cuts.get(left).compareTo(other.cuts.get(right));
    }

    /** Where membership changes: before a value, or right after it. */
    record Cut(Comparable<?> value, boolean after) implements Comparable<Cut> {

        // Sets of different types are never combined, as the class promises its callers must see to.
        @SuppressWarnings("unchecked")
        @Override
        public int compareTo(Cut other) {
            int order = ((Comparable<Object>) value).compareTo(other.value);
            return order == 0 ? Boolean.compare(after, other.after) : order;
        }
    }
}
