package dev.belay.verification.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many cases of a suite passed, which did not, and why others are not asked.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Tally {

    private final String suite;
    private final int least;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> notAsked = new TreeMap<>();
    private int total;

    Tally(String suite, int least) {
        this.suite = suite;
        this.least = least;
    }

    void compare(String name, Object answer, Object expected) {
        total++;
        if (!answer.equals(expected)) {
            failures.add(name + ": " + answer + " instead of " + expected);
        }
    }

    /** A case that bucketing does not decide. */
    void notAsked(String reason) {
        notAsked.merge(reason, 1, Integer::sum);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether every case passed, and there were cases. */
    boolean isClean() {
        return failures.isEmpty() && total >= least;
    }

    int passed() {
        return total - failures.size();
    }

    int total() {
        return total;
    }

    /** One line: {@code suite: passed / total}, and why cases were left out. */
    String line() {
        String left = notAsked.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining("; "));
        return "%-44s %5d / %d".formatted(suite + ":", passed(), total)
                + (left.isEmpty() ? "" : "   (not asked: " + left + ")");
    }
}
