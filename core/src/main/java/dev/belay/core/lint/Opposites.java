package dev.belay.core.lint;

import dev.belay.core.Value;
import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Folding;
import dev.belay.core.condition.Operator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Comparisons whose values cannot be told in full, such as those with patterns. */
final class Opposites {

    private static final int MOST_ITEMS = 64;

    /** So many characters of a text against characters of an operand, or so many items, are about one step. */
    private static final int CHARACTERS = 256;

    private static final int ITEMS = 16;

    private Opposites() {}

    /** What it takes to judge two comparisons by their operands. */
    static int steps(Literal one, Literal other) {
        long pairs = length(one) * length(other) / CHARACTERS;
        return bounded(pairs + (items(one).size() + items(other).size()) / ITEMS);
    }

    /** What it takes to try every comparison with every text. */
    static int steps(List<Literal> tests, Set<String> texts) {
        long characters = texts.stream().mapToLong(String::length).sum();
        long operands = tests.stream().mapToLong(Opposites::length).sum();
        return bounded(characters * operands / CHARACTERS + (long) tests.size() * texts.size() / ITEMS);
    }

    private static int bounded(long steps) {
        return (int) Math.min(steps, Integer.MAX_VALUE / 2);
    }

    private static List<Value> items(Literal literal) {
        return literal.condition() instanceof Condition.Attribute attribute
                ? Comparisons.items(attribute.operand())
                : List.of();
    }

    /** The characters of an operand's texts. */
    private static long length(Literal literal) {
        return items(literal).stream()
                .mapToLong(item ->
                        item instanceof Value.TextValue text ? text.value().length() : 0)
                .sum();
    }

    /** Whether both cannot be so at once, judged by their operands alone. */
    static boolean exclude(Literal one, Literal other) {
        return excludes(one, other) || excludes(other, one);
    }

    private static boolean excludes(Literal one, Literal other) {
        if (!(one.condition() instanceof Condition.Attribute p)
                || !(other.condition() instanceof Condition.Attribute q)
                || p.operator() != q.operator()
                || p.ignoreCase() != q.ignoreCase()
                || !one.holds()) {
            return false;
        }
        if (other.holds()) {
            return !p.negate() && q.negate() && implies(p, q);
        }
        return p.negate() ? q.negate() && implies(q, p) : !q.negate() && implies(p, q);
    }

    /** Whether the comparison with one operand, not negated, implies the one with the other. */
    private static boolean implies(Condition.Attribute one, Condition.Attribute other) {
        if (one.operand().equals(other.operand())) {
            return true;
        }
        List<Value> mine = Comparisons.items(one.operand());
        List<Value> theirs = Comparisons.items(other.operand());
        return switch (one.operator()) {
            case CONTAINS, STARTS_WITH, ENDS_WITH -> eachFits(one, mine, theirs);
            case MATCHES, CIDR, SEMVER, CONTAINS_ANY -> isPart(mine, theirs);
            case CONTAINS_ALL, CONTAINS_NONE -> isPart(theirs, mine);
            default -> false;
        };
    }

    private static boolean isPart(List<Value> part, List<Value> whole) {
        Set<Value> all = new HashSet<>(whole);
        return all.containsAll(part);
    }

    private static boolean eachFits(Condition.Attribute one, List<Value> mine, List<Value> theirs) {
        return mine.size() <= MOST_ITEMS
                && theirs.size() <= MOST_ITEMS
                && mine.stream()
                        .allMatch(item -> fits(one.operator(), text(item, one.ignoreCase()), theirs, one.ignoreCase()));
    }

    /** Whether the comparison holds for a text, told at once: only where the attribute is read as it is, or as text. */
    static boolean holds(Condition.Attribute condition, String text) {
        return condition.holds(Value.of(text));
    }

    private static boolean fits(Operator operator, String seen, List<Value> wanted, boolean fold) {
        return wanted.stream().anyMatch(item -> fits(operator, seen, text(item, fold)));
    }

    private static boolean fits(Operator operator, String seen, String wanted) {
        return switch (operator) {
            case CONTAINS -> seen.contains(wanted);
            case STARTS_WITH -> seen.startsWith(wanted);
            case ENDS_WITH -> seen.endsWith(wanted);
            default -> throw new IllegalStateException("No text is compared so: " + operator);
        };
    }

    private static String text(Value value, boolean fold) {
        String text = ((Value.TextValue) value).value();
        return fold ? Folding.fold(text) : text;
    }
}
