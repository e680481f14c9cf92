package dev.belay.core.preview;

/**
 * How many of a sample had something about them.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param count how many had it
 * @param size  how many were looked at
 */
public record Proportion(int count, int size) {

    /** The point of the normal distribution that leaves 2.5 % on each side out. */
    private static final double Z = 1.959963984540054;

    /** Checks the range. */
    public Proportion {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException(count + " of " + size + " is no proportion");
        }
    }

    /** The share in the sample, from 0 to 1; 0 of an empty one. */
    public double share() {
        return size == 0 ? 0 : (double) count / size;
    }

    /** The lower end of the 95 % interval by Wilson's score. */
    public double low() {
        return count == 0 ? 0 : middle() - reach();
    }

    /** The upper end of the 95 % interval by Wilson's score; 1 for an empty sample. */
    public double high() {
        return count == size ? 1 : middle() + reach();
    }

    private double middle() {
        return (share() + Z * Z / (2 * size)) / scale();
    }

    private double reach() {
        double share = share();
        return Z * Math.sqrt(share * (1 - share) / size + Z * Z / (4.0 * size * size)) / scale();
    }

    private double scale() {
        return 1 + Z * Z / size;
    }
}
