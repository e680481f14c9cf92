package dev.belay.cli.files;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether two documents say the same, however their numbers are spelt. */
final class Sameness {

    private Sameness() {}

    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(Sameness::compare, other);
    }

    /** Answers 0 for equal nodes and anything else for others. */
    private static int compare(JsonNode one, JsonNode other) {
        boolean numbers = one.isNumber() && other.isNumber();
        boolean same =
                numbers ? Double.compare(one.doubleValue() + 0.0, other.doubleValue() + 0.0) == 0 : one.equals(other);
        return same ? 0 : 1;
    }
}
