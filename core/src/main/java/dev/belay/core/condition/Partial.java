package dev.belay.core.condition;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version whose minor and patch numbers may be left out or written {@code x}, {@code X} or {@code *}, as ranges have
 * them.
 *
 * @param written how many of the three are written, as numbers or otherwise
 * @param parts   how many of them are numbers
 */
record Partial(int written, int parts, long major, long minor, long patch, List<String> preRelease) {

    private static final int ALL = 3;

    /** Reads a full or partial version; null if the text is neither. */
    static @Nullable Partial parse(String text) {
        if (!Version.isShort(text)) {
            return null;
        }
        int build = text.indexOf('+');
        if (build >= 0
                && !Arrays.stream(text.substring(build + 1).split("\\.", -1)).allMatch(Version::isBuildIdentifier)) {
            return null;
        }
        String version = build < 0 ? text : text.substring(0, build);
        int hyphen = version.indexOf('-');
        Partial numbers = numbers((hyphen < 0 ? version : version.substring(0, hyphen)).split("\\.", -1));
        if (hyphen < 0 || numbers == null) {
            return build >= 0 && numbers != null && numbers.parts == 0 ? null : numbers;
        }
        return numbers.with(List.of(version.substring(hyphen + 1).split("\\.", -1)));
    }

    private @Nullable Partial with(List<String> identifiers) {
        return parts > 0 && identifiers.stream().allMatch(Version::isIdentifier)
                ? new Partial(written, parts, major, minor, patch, identifiers)
                : null;
    }

    private static @Nullable Partial numbers(String[] texts) {
        long[] numbers = new long[ALL];
        int given = 0;
        if (texts.length > ALL) {
            return null;
        }
        for (int index = 0; index < texts.length; index++) {
            boolean any = texts[index].equals("*") || texts[index].equalsIgnoreCase("x");
            long number = any ? 0 : Version.number(texts[index]);
            if (number < 0 || (!any && given < index)) {
                return null;
            }
            numbers[index] = number;
            given += any ? 0 : 1;
        }
        return new Partial(texts.length, given, numbers[0], numbers[1], numbers[2], List.of());
    }

    /** Whether all three numbers are given. */
    boolean isFull() {
        return parts == ALL;
    }

    /** The version with zeros for what is left out. */
    Version lowest() {
        return new Version(major, minor, patch, preRelease);
    }

    /** What comes after everything that this stands for when the number at {@code part} (0 to 2) may not grow. */
    Version after(int part) {
        return switch (part) {
            case 0 -> Version.before(major + 1, 0, 0);
            case 1 -> Version.before(major, minor + 1, 0);
            default -> Version.before(major, minor, patch + 1);
        };
    }
}
