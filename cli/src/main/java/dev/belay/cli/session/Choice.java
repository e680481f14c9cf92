package dev.belay.cli.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Words of which a person must give one. */
public final class Choice {

    private Choice() {}

    /**
     * The word that was given.
     *
     * @param what    what the words are, such as "a type of flag"
     * @param allowed the words
     * @throws UsageException if another word was given; it names all of them, and one that is near
     */
    public static String of(String what, List<String> allowed, String given) {
        if (allowed.contains(given)) {
            return given;
        }
        String guess = near(allowed, given)
                .map(word -> "; did you mean " + word + "? There are ")
                .orElse("; there are ");
        throw new UsageException(given + " is not " + what + guess + String.join(", ", allowed) + ".");
    }

    private static Optional<String> near(List<String> allowed, String given) {
        return allowed.stream()
                .filter(word -> distance(word, given) <= Math.max(1, given.length() / 3))
                .min(Comparator.comparingInt(word -> distance(word, given)));
    }

    /** How many letters must be put in, left out or replaced to make one word of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[row.length];
            next[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = row[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                next[j] = Math.min(replaced, Math.min(row[j], next[j - 1]) + 1);
            }
            row = next;
        }
        return row[other.length()];
    }
}
