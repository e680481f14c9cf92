package dev.belay.core.preview;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that often matches a pattern: each part of the pattern by the simplest letter that it takes, once. What it comes
 * to is tried out before it is used, so that it may be wrong.
 */
final class PatternText {

    private static final int ESCAPED = 1;
    private static final int FIRST_OF_CLASS = 2;
    private static final Pattern PARTS = Pattern.compile("\\\\(.)"
            + "|\\[\\^[^\\]]*\\]"
            + "|\\[\\\\?([^\\]])[^\\]]*\\]"
            + "|\\(\\?[a-zA-Z<>=!]*:?|[()*+?^$]|\\{[0-9,]*\\}"
            + "|\\."
            + "|\\|.*");

    private PatternText() {}

    static String of(String pattern) {
        return PARTS.matcher(pattern).replaceAll(found -> Matcher.quoteReplacement(part(found)));
    }

    private static String part(MatchResult found) {
        if (found.group(ESCAPED) != null) {
            return escaped(found.group(ESCAPED).charAt(0));
        }
        if (found.group(FIRST_OF_CLASS) != null) {
            return found.group(FIRST_OF_CLASS);
        }
        String text = found.group();
        if (text.startsWith("[^")) {
            return "~";
        }
        return text.equals(".") ? "x" : "";
    }

    private static String escaped(char letter) {
        return switch (letter) {
            case 'd' -> "1";
            case 'w' -> "x";
            case 's' -> " ";
            case 'b', 'B', 'A', 'z' -> "";
            default -> String.valueOf(letter);
        };
    }
}
