package dev.belay.core.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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
     * Reads a range.
     *
     * @throws IllegalArgumentException with the position of the mistake
     */
    static Predicate<Version> parse(String text) {
        List<Predicate<Version>> alternatives = read(text, VersionRange::comparator).stream()
                .map(comparators -> comparators.stream().reduce(Predicate::and).orElseThrow())
                .toList();
        return version -> anyHolds(alternatives, version);
    }

    /** The versions for which the range holds; {@code text} is one that {@link #parse} reads. */
    static Ranges ranges(String text) {
        return Ranges.union(read(text, VersionRange::span).stream()
                .map(spans -> spans.stream().reduce(Ranges.EVERYTHING, Ranges::and))
                .toList());
    }

    /** What each comparator of each alternative means; every alternative has at least one. */
    private static <R> List<List<R>> read(String text, BiFunction<@Nullable String, Partial, R> meaning) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a range has at most " + MOST_CHARACTERS + " characters");
        }
        List<List<R>> alternatives = new ArrayList<>();
        int start = 0;
        for (String alternative : text.split("\\|\\|", -1)) {
            alternatives.add(readAll(alternative, start, meaning));
            start += alternative.length() + 2;
        }
        return alternatives;
    }

    private static boolean anyHolds(List<Predicate<Version>> alternatives, Version version) {
        for (Predicate<Version> alternative : alternatives) {
            if (alternative.test(version)) {
                return true;
            }
        }
        return false;
    }

    private static <R> List<R> readAll(String text, int start, BiFunction<@Nullable String, Partial, R> meaning) {
        int position = text.length() - text.stripLeading().length();
        Matcher matcher = COMPARATOR.matcher(text);
        List<R> all = new ArrayList<>();
        while (position < text.length()) {
            if (!matcher.region(position, text.length()).lookingAt()) {
                throw mistake(text.substring(position), start + position);
            }
            all.add(meaning.apply(matcher.group(1), partial(matcher, start)));
            position = matcher.end();
        }
        if (all.isEmpty()) {
            throw mistake(text, start);
        }
        return all;
    }

    private static Partial partial(Matcher found, int start) {
        Partial partial = Partial.parse(found.group(2));
        if (partial == null || (!partial.preRelease().isEmpty() && !partial.isFull())) {
            throw mistake(found.group(2), start + found.start(2));
        }
        return partial;
    }

    private static Predicate<Version> comparator(@Nullable String operator, Partial partial) {
        return partial.parts() == 0 ? ofAny(operator) : of(operator == null ? "=" : operator, partial);
    }

    private static Ranges span(@Nullable String operator, Partial partial) {
        if (partial.parts() == 0) {
            return isNever(operator) ? Ranges.NOTHING : Ranges.EVERYTHING;
        }
        Version low = partial.lowest();
        return switch (operator == null ? "=" : operator) {
            case ">=" -> Ranges.atLeast(low);
            case "<" -> Ranges.lessThan(low);
            case ">" -> spanAbove(partial);
            case "<=" -> spanAbove(partial).complement();
            case "~" -> Ranges.atLeast(low).and(Ranges.lessThan(partial.after(partial.parts() == 1 ? 0 : 1)));
            case "^" -> Ranges.atLeast(low).and(Ranges.lessThan(partial.after(firstThatCounts(partial))));
            case "!=" -> spanSame(partial).complement();
            default -> spanSame(partial);
        };
    }

    private static Ranges spanSame(Partial partial) {
        Version low = partial.lowest();
        return partial.isFull()
                ? Ranges.of(low)
                : Ranges.atLeast(low).and(Ranges.lessThan(partial.after(partial.parts() - 1)));
    }

    private static Ranges spanAbove(Partial partial) {
        return partial.isFull()
                ? Ranges.greaterThan(partial.lowest())
                : Ranges.atLeast(partial.after(partial.parts() - 1));
    }

    private static Predicate<Version> ofAny(@Nullable String operator) {
        boolean never = isNever(operator);
        return version -> !never;
    }

    private static boolean isNever(@Nullable String operator) {
        return "<".equals(operator) || ">".equals(operator) || "!=".equals(operator);
    }

    private static Predicate<Version> of(String operator, Partial partial) {
        Version low = partial.lowest();
        return switch (operator) {
            case ">=" -> version -> version.compareTo(low) >= 0;
            case "<" -> version -> version.compareTo(low) < 0;
            case ">" -> above(partial);
            case "<=" -> above(partial).negate();
            case "~" -> between(low, partial.after(partial.parts() == 1 ? 0 : 1));
            case "^" -> between(low, partial.after(firstThatCounts(partial)));
            case "!=" -> same(partial).negate();
            default -> same(partial);
        };
    }

    private static Predicate<Version> same(Partial partial) {
        Version low = partial.lowest();
        return partial.isFull()
                ? version -> version.compareTo(low) == 0
                : between(low, partial.after(partial.parts() - 1));
    }

    private static Predicate<Version> above(Partial partial) {
        Version end = partial.isFull() ? partial.lowest() : partial.after(partial.parts() - 1);
        return partial.isFull() ? version -> version.compareTo(end) > 0 : version -> version.compareTo(end) >= 0;
    }

    private static Predicate<Version> between(Version low, Version end) {
        return version -> version.compareTo(low) >= 0 && version.compareTo(end) < 0;
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
