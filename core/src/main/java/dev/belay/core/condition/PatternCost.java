package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells how many characters compiling a pattern goes through one by one. RE2/J does so for each range of letters whose
 * case does not matter, such as {@code [À-\x{10FFFF}]}: seven characters of a pattern can cost a hundred thousand.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class PatternCost {

    /** How much one pattern may come to: four ranges of everything. */
    public static final long MOST_OF_PATTERN = 500_000;

    /** How much all patterns of a document may come to. */
    public static final long MOST_OF_DOCUMENT = 2_000_000;

    /** Beyond this no letter has another case, and RE2/J stops. */
    private static final int LAST_WITH_CASE = 0x1e943;

    /** A backslash, {@code x}, braces and eight digits. */
    private static final int LONGEST_ESCAPE = 12;

    private static final Pattern FLAG_OF_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");
    private static final Pattern END_OF_RANGE =
            Pattern.compile("-(?:\\\\x\\{0*([0-9a-fA-F]{1,8})\\}|\\\\x([0-9a-fA-F]{2})|\\\\([0-7]{1,3})|([^\\\\]))");

    private PatternCost() {}

    /** What the patterns of an operand come to; what is no pattern costs nothing. */
    public static long of(Value operand, boolean ignoreCase) {
        List<Value> items = operand instanceof Value.ListValue list ? list.items() : List.of(operand);
        return items.stream()
                .mapToLong(item -> item instanceof Value.TextValue text ? of(text.value(), ignoreCase) : 0)
                .sum();
    }

    /** What a pattern comes to at most; hyphens that make no range are counted like those that do. */
    static long of(String pattern, boolean ignoreCase) {
        if (!ignoreCase && !FLAG_OF_CASE.matcher(pattern).find()) {
            return 0;
        }
        long all = 0;
        Matcher range = END_OF_RANGE.matcher(pattern);
        for (int from = 0; range.find(from); from = range.start() + 1) {
            int first = range.start() == 0 ? 0 : pattern.codePointBefore(range.start());
            all += Math.max(0, Math.min(last(range), LAST_WITH_CASE) - start(pattern, range.start(), first));
        }
        return all;
    }

    /** Where the range begins; an escaped beginning may stand for anything. */
    private static int start(String pattern, int hyphen, int first) {
        int escape = pattern.lastIndexOf('\\', hyphen);
        return escape >= 0 && escape >= hyphen - LONGEST_ESCAPE ? 0 : first;
    }

    private static long last(Matcher range) {
        if (range.group(1) != null) {
            return Long.parseLong(range.group(1), 16);
        }
        if (range.group(2) != null) {
            return Long.parseLong(range.group(2), 16);
        }
        return range.group(3) != null
                ? Long.parseLong(range.group(3), 8)
                : range.group(4).codePointAt(0);
    }
}
