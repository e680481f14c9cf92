package dev.belay.core.flag;

/**
 * One ordered piece of a split.
 *
 * @param variant the name of the variant that its buckets get
 * @param weight  how many buckets it takes, at least 0
 */
public record Slice(String variant, int weight) {

    /** Checks the weight. */
    public Slice {
        if (weight < 0) {
            throw new IllegalArgumentException("The weight " + weight + " is below 0");
        }
    }
}
