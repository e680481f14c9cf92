package dev.belay.verification.fuzz;

/** What every target promises about every input. */
final class Must {

    private Must() {}

    /** Fails the input unless this is true. */
    static void hold(boolean truth, String promise, Object... about) {
        if (!truth) {
            throw new AssertionError(promise + ": " + java.util.Arrays.deepToString(about));
        }
    }

    /** Fails the input unless both are equal. */
    static void equal(Object one, Object other, String promise) {
        hold(one.equals(other), promise, one, other);
    }
}
