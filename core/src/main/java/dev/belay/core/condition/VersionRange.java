package dev.belay.core.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of versions: alternatives between {@code ||}, each of comparators that must all hold. What the comparators
 * mean is in the guide; everything is decided by precedence alone, pre-releases included.
 */
final class VersionRange {

    static final String ALLOWED = "a range like \">=2.1.0 <3.0.0 || ~1.4\", or a list of which any may fit";

    private static final int MOST_CHARACTERS = 4_096;
    private static final Pattern COMPARATOR = Pattern.compile("(<=|>=|!=|<|>|=|~|\\^)?[ \\t]*([^ \\t<>=!~^|]+)[ \\t]*");

    private VersionRange() {}

    /**
     * The versions for which a range holds.
     *
     * @throws IllegalArgumentException with the position of the mistake
     */
    static Ranges parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a range has at most " + MOST_CHARACTERS + " characters");
        }
        List<Ranges> alternatives = new ArrayList<>();
        int start = 0;
        for (String alternative : text.split("\\|\\|", -1)) {
            alternatives.add(allOf(alternative, start));
            start += alternative.length() + 2;
        }
        return Ranges.union(alternatives);
    }

    private static Ranges allOf(String text, int start) {
        int position = text.length() - text.stripLeading().length();
        if (position == text.length()) {
            throw mistake(text, start);
        }
        Matcher matcher = COMPARATOR.matcher(text);
        List<Ranges> outside = new ArrayList<>();
        while (position < text.length()) {
            if (!matcher.region(position, text.length()).lookingAt()) {
                throw mistake(text.substring(position), start + position);
            }
            outside.add(comparator(matcher.group(1), partial(matcher, start)).complement());
            position = matcher.end();
        }
        // What every comparator holds for is what lies outside of none; a union takes little more time than it has
        // parts.
        return Ranges.union(outside).complement();
    }

    private static Partial partial(Matcher found, int start) {
        Partial partial = Partial.parse(found.group(2));
        if (partial == null || (!partial.preRelease().isEmpty() && !partial.isFull())) {
            throw mistake(found.group(2), start + found.start(2));
        }
        return partial;
    }

    private static Ranges comparator(@Nullable String operator, Partial partial) {
        if (partial.parts() == 0) {
            return isNever(operator) ? Ranges.NOTHING : Ranges.EVERYTHING;
        }
        Version low = partial.lowest();
        return switch (operator == null ? "=" : operator) {
            case ">=" -> Ranges.atLeast(low);
            case "<" -> Ranges.lessThan(low);
            case ">" -> above(partial);
            case "<=" -> above(partial).complement();
            case "~" -> Ranges.atLeast(low).and(Ranges.lessThan(partial.after(partial.parts() == 1 ? 0 : 1)));
            case "^" -> Ranges.atLeast(low).and(Ranges.lessThan(partial.after(firstThatCounts(partial))));
            case "!=" -> same(partial).complement();
            default -> same(partial);
        };
    }

    private static Ranges same(Partial partial) {
        Version low = partial.lowest();
        return partial.isFull()
                ? Ranges.of(low)
                : Ranges.atLeast(low).and(Ranges.lessThan(partial.after(partial.parts() - 1)));
    }

    private static Ranges above(Partial partial) {
        return partial.isFull()
                ? Ranges.greaterThan(partial.lowest())
                : Ranges.atLeast(partial.after(partial.parts() - 1));
    }

    private static boolean isNever(@Nullable String operator) {
        return "<".equals(operator) || ">".equals(operator) || "!=".equals(operator);
    }

    /** The first number that is not zero, which a caret keeps; if all given ones are, the last given. */
    private static int firstThatCounts(Partial partial) {
        if (partial.major() > 0) {
            return 0;
        }
        if (partial.minor() > 0) {
            return 1;
        }
        return partial.parts() - 1;
    }

    private static IllegalArgumentException mistake(String text, int position) {
        String found = text.isBlank() ? "nothing" : "'" + text.strip() + "'";
        return new IllegalArgumentException(
                "at character " + (position + 1) + " a version is wanted, such as 2.1.0, 2.1 or"
                        + " 2.x, perhaps after one of = != < <= > >= ~ ^, and there is " + found);
    }
}
