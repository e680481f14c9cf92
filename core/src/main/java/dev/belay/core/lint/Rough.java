package dev.belay.core.lint;

import dev.belay.core.condition.Condition;
import dev.belay.core.condition.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the most of comparisons whose values cannot be told in full. */
final class Rough {

    private static final int MOST_TEXTS = 256;
    private static final int MOST_LITERALS = 64;

    private static final Set<Operator> OF_TEXT = EnumSet.of(
            Operator.CONTAINS,
            Operator.STARTS_WITH,
            Operator.ENDS_WITH,
            Operator.MATCHES,
            Operator.CIDR,
            Operator.SHA256_IN);

    private static final Set<Operator> OF_ANYTHING =
            EnumSet.of(Operator.MODULO, Operator.CONTAINS_ANY, Operator.CONTAINS_ALL, Operator.CONTAINS_NONE);

    private Rough() {}

    /** Whether a comparison cannot be so together with one of the others about the same facet. */
    static boolean excludes(List<Literal> others, Literal literal, Budget budget) {
        return others.stream()
                .filter(Rough::isRough)
                .limit(MOST_LITERALS)
                .takeWhile(other -> budget.spend(Opposites.steps(other, literal)))
                .anyMatch(other -> Opposites.exclude(other, literal));
    }

    /** Whether few enough texts are left to try them one by one. */
    static boolean canFilter(Facet facet, Extent extent) {
        boolean asItIs = facet.reading() == Reading.PLAIN || facet.reading() == Reading.TEXT;
        int texts = extent.texts().listed().size();
        return asItIs && !extent.texts().others() && texts > 0 && texts <= MOST_TEXTS;
    }

    /** Leaves the texts for which everything is as it is claimed; all of them if trying them would take too long. */
    static Extent filter(Extent extent, List<Literal> all, Budget budget) {
        Set<String> texts = extent.texts().listed();
        List<Literal> tests = all.subList(0, Math.min(all.size(), MOST_LITERALS));
        if (!budget.spend(Opposites.steps(tests, texts))) {
            return extent;
        }
        Set<String> left = texts.stream().filter(text -> allHold(tests, text)).collect(Collectors.toSet());
        return left.size() == texts.size() ? extent : new Extent(extent.marks(), Names.of(left), extent.ordered());
    }

    private static boolean allHold(List<Literal> tests, String text) {
        return tests.stream()
                .allMatch(test -> Opposites.holds((Condition.Attribute) test.condition(), text) == test.holds());
    }

    static boolean isRough(Literal literal) {
        return isOfText(literal)
                || (literal.condition() instanceof Condition.Attribute attribute
                        && OF_ANYTHING.contains(attribute.operator()));
    }

    /** Whether a text alone tells whether it holds. */
    static boolean isOfText(Literal literal) {
        return literal.condition() instanceof Condition.Attribute attribute && OF_TEXT.contains(attribute.operator());
    }
}
