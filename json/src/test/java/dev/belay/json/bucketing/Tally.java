package dev.belay.json.bucketing;

import java.util.ArrayList;
import java.util.List;

/** How many cases of a suite passed, and which did not. */
final class Tally {

    private final List<String> failures = new ArrayList<>();
    private int total;
    private int inexpressible;

    void compare(String name, Object answer, Object expected) {
        total++;
        if (!answer.equals(expected)) {
            failures.add(name + ": " + answer + " instead of " + expected);
        }
    }

    void cannotBeExpressed() {
        inexpressible++;
    }

    List<String> failures() {
        return failures;
    }

    int total() {
        return total;
    }

    @Override
    public String toString() {
        return (total - failures.size()) + "/" + total + " passed, " + inexpressible + " not expressible";
    }
}
