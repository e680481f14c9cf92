package dev.belay.core.lint;

/** Bounds the work on one document. Once it is spent nothing more is found, which is always safe. */
final class Budget {

    private final int all;
    private int left;

    Budget(int steps) {
        all = steps;
        left = steps;
    }

    boolean spend(int steps) {
        left = Math.max(-1, left - steps);
        return left >= 0;
    }

    boolean isSpent() {
        return left < 0;
    }

    /** How many steps were taken. */
    int taken() {
        return all - Math.max(0, left);
    }
}
