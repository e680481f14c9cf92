package dev.belay.core.condition;

import dev.belay.core.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version by Semantic Versioning 2.0.0, compared by its precedence; build metadata takes no part.
 *
 * @param preRelease the identifiers after the hyphen; empty for a release
 */
record Version(long major, long minor, long patch, List<String> preRelease) implements Comparable<Version> {

    static final String ALLOWED = "a version like 2.1.0 or 2.1.0-rc.1 (semver.org 2.0.0)";

    private static final int MOST_CHARACTERS = 256;
    private static final int MOST_DIGITS = 15;

    Version {
        preRelease = List.copyOf(preRelease);
    }

    /** A release. */
    static Version of(long major, long minor, long patch) {
        return new Version(major, minor, patch, List.of());
    }

    /** What comes before every version of these numbers, its pre-releases included. */
    static Version before(long major, long minor, long patch) {
        return new Version(major, minor, patch, List.of("0"));
    }

    /** The version that a text says in full; null if it says none. */
    static @Nullable Version read(Value value) {
        return value instanceof Value.TextValue text ? parse(text.value()) : null;
    }

    /** As {@link #read}, and a leading v, blanks around it, and a missing minor or patch number are passed over. */
    static @Nullable Version readLenient(Value value) {
        if (!(value instanceof Value.TextValue text)) {
            return null;
        }
        String stripped = text.value().strip();
        Partial partial =
                Partial.parse(stripped.startsWith("v") || stripped.startsWith("V") ? stripped.substring(1) : stripped);
        return partial == null || partial.parts() < partial.written() ? null : partial.lowest();
    }

    private static @Nullable Version parse(String text) {
        Partial partial = Partial.parse(text);
        return partial == null || partial.parts() < 3 ? null : partial.lowest();
    }

    /** The number that the digits write, without leading zeros; -1 if they do not. */
    static long number(String digits) {
        return isNumber(digits) && digits.length() <= MOST_DIGITS ? Long.parseLong(digits) : -1;
    }

    /** Whether the text is short enough to be looked at. */
    static boolean isShort(String text) {
        return text.length() <= MOST_CHARACTERS;
    }

    /** Whether this is one of the identifiers that dots separate in a pre-release. */
    static boolean isIdentifier(String text) {
        return isBuildIdentifier(text) && (isNumber(text) || !isDigits(text));
    }

    static boolean isBuildIdentifier(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(letter -> letter == '-'
                                || (letter >= '0' && letter <= '9')
                                || (letter >= 'a' && letter <= 'z')
                                || (letter >= 'A' && letter <= 'Z'));
    }

    private static boolean isNumber(String text) {
        return isDigits(text) && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    @Override
    public int compareTo(Version other) {
        int order = Long.compare(major, other.major);
        order = order == 0 ? Long.compare(minor, other.minor) : order;
        order = order == 0 ? Long.compare(patch, other.patch) : order;
        return order == 0 ? comparePreReleases(preRelease, other.preRelease) : order;
    }

    private static int comparePreReleases(List<String> left, List<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            int order = compareIdentifiers(left.get(index), right.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    // Numbers have no leading zeros, so the longer is the larger, whatever its length.
    private static int compareIdentifiers(String left, String right) {
        boolean number = isDigits(left);
        if (number != isDigits(right)) {
            return number ? -1 : 1;
        }
        int order = number ? Integer.compare(left.length(), right.length()) : 0;
        return order == 0 ? left.compareTo(right) : order;
    }
}
