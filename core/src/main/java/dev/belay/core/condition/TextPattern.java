package dev.belay.core.condition;

import dev.belay.core.re2j.Pattern;
import dev.belay.core.re2j.PatternSize;
import dev.belay.core.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/** Patterns in RE2 syntax, which are matched in time linear in the text, whatever they say. */
final class TextPattern {

    static final String ALLOWED =
            "a pattern in RE2 syntax (github.com/google/re2/wiki/Syntax), or a list of which any may fit";

    /** How long a pattern may be. */
    static final int MOST_CHARACTERS = 1_000;

    /** How many steps a pattern may have once its repetitions are written out: what each letter of a text can cost. */
    static final int MOST_STEPS = 2_000;

    private TextPattern() {}

    /**
     * Compiles a pattern that is looked for anywhere in a text.
     *
     * @throws IllegalArgumentException with the position of the mistake, as far as it is known
     */
    static Predicate<CharSequence> parse(String text, boolean ignoreCase) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a pattern has at most " + MOST_CHARACTERS + " characters");
        }
        long cost = PatternCost.of(text, ignoreCase);
        if (cost > PatternCost.MOST_OF_PATTERN) {
            throw new IllegalArgumentException("its ranges without regard to case have " + cost
                    + " characters, and a pattern has at most " + PatternCost.MOST_OF_PATTERN
                    + "; name smaller ranges, or mind the case");
        }
        try {
            if (PatternSize.of(text) > MOST_STEPS) {
                throw new IllegalArgumentException(
                        "its repetitions come to more than " + MOST_STEPS + " steps; repeat less, or by * and +");
            }
            Pattern pattern = Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            return seen -> pattern.matcher(seen).find();
        } catch (PatternSyntaxException mistake) {
            throw new IllegalArgumentException(describe(text, mistake), mistake);
        }
    }

    private static String describe(String text, PatternSyntaxException mistake) {
        String part = mistake.getPattern();
        if (mistake.getDescription().contains("internal error")) {
            return "there is a ) without its (";
        }
        int position = part == null || part.isEmpty() ? text.length() - 1 : text.indexOf(part);
        return "at character " + (Math.max(0, position) + 1) + " there is " + article(mistake.getDescription())
                + (part == null || part.isEmpty() || part.equals(text) ? "" : ", '" + part + "'");
    }

    private static String article(String description) {
        if (description.startsWith("invalid")) {
            return "an " + description;
        }
        return "a " + description;
    }
}
