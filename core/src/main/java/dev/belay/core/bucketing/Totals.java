package dev.belay.core.bucketing;

/**
 * How many buckets an algorithm works with.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param usual how many there are where a document does not say
 * @param step  every total must be a multiple of this
 * @param most  the greatest total, at least {@code usual}
 */
public record Totals(int usual, int step, int most) {

    /** Any number of buckets. */
    static Totals any(int usual) {
        return new Totals(usual, 1, Integer.MAX_VALUE);
    }

    /** Exactly so many. */
    static Totals only(int usual) {
        return new Totals(usual, usual, usual);
    }

    /** Any multiple of the usual number. */
    static Totals multiplesOf(int usual) {
        return new Totals(usual, usual, Integer.MAX_VALUE);
    }

    /** Whether the algorithm can work with this total. */
    public boolean allows(int total) {
        return total >= step && total <= most && total % step == 0;
    }

    /** What is allowed, in words that end a sentence. */
    public String allowed() {
        if (usual == most) {
            return "exactly " + usual;
        }
        return step == 1 ? "an integer from 1 to " + most : "a multiple of " + step;
    }
}
