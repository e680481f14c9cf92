package dev.belay.server.fleet;

/**
 * Who gets flags, or answers, and cannot say what has been applied.
 *
 * @param streams open streams that do not say whose they are
 * @param callers clients that asked for single answers lately
 */
record Unconfirmable(long streams, DistinctCount callers) {

    static final Unconfirmable NOBODY = new Unconfirmable(0, new DistinctCount());

    Unconfirmable plus(Unconfirmable other) {
        DistinctCount either = new DistinctCount();
        either.add(callers);
        either.add(other.callers);
        return new Unconfirmable(streams + other.streams, either);
    }
}
