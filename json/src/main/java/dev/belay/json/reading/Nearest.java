package dev.belay.json.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the word that somebody probably meant. */
public final class Nearest {

    private static final int MAX_DISTANCE = 2;
    private static final int MAX_LENGTH = 64;
    private static final int MOST_LISTED = 50;

    private Nearest() {}

    /** A question that can follow a sentence, such as {@code ; did you mean 'variants'?}, or nothing. */
    public static String hint(String given, Collection<String> known) {
        if (given.length() > MAX_LENGTH) {
            return "";
        }
        return known.stream()
                .sorted()
                .filter(word -> distance(given, word) <= Math.min(MAX_DISTANCE, word.length() / 2))
                .min(Comparator.comparingInt(word -> distance(given, word)))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** The words in alphabetical order, for a list of what is allowed; of very many only the first. */
    public static String list(Collection<String> words) {
        if (words.isEmpty()) {
            return "nothing";
        }
        String listed = words.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return words.size() <= MOST_LISTED ? listed : listed + ", and " + (words.size() - MOST_LISTED) + " more";
    }

    // Levenshtein's distance, two rows at a time; letters that differ only in case are equal.
    private static int distance(String given, String word) {
        String left = given.toLowerCase(Locale.ROOT);
        String right = word.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            above = nextRow(above, row, left.charAt(row - 1), right);
        }
        return above[right.length()];
    }

    private static int[] nextRow(int[] above, int row, char letter, String right) {
        int[] current = new int[above.length];
        current[0] = row;
        for (int column = 1; column < above.length; column++) {
            int replace = above[column - 1] + (right.charAt(column - 1) == letter ? 0 : 1);
            current[column] = Math.min(replace, Math.min(above[column], current[column - 1]) + 1);
        }
        return current;
    }
}
