package dev.belay.core.flag;

/**
 * One ordered piece of a split: buckets that get a variant, or that decide nothing.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param variant the name of the variant that its buckets get; {@link #REST} if they decide nothing
 * @param weight  how many buckets it takes, at least 0
 */
public record Slice(String variant, int weight) {

    /** Stands for the variant where there is none; no variant has an empty name. */
    public static final String REST = "";

    /** Checks the weight. */
    public Slice {
        if (weight < 0) {
            throw new IllegalArgumentException("The weight " + weight + " is below 0");
        }
    }

    /** Buckets that decide nothing, like those beyond the last slice. */
    public static Slice rest(int weight) {
        return new Slice(REST, weight);
    }

    /** Whether the buckets decide nothing. */
    public boolean isRest() {
        return variant.equals(REST);
    }
}
