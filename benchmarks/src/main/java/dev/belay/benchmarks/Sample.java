package dev.belay.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Measured durations, in milliseconds. <b>Thread-safety:</b> immutable. */
public final class Sample {

    private final double[] sorted;

    Sample(List<Double> milliseconds) {
        this(milliseconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Copies the values. */
    public Sample(double[] milliseconds) {
        sorted = milliseconds.clone();
        Arrays.sort(sorted);
    }

    /** The smallest value that at least {@code share} of all values do not exceed. */
    public double percentile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        if (sorted.length == 0) {
            return "nothing was measured";
        }
        return "p50 %6.2f ms, p99 %6.2f ms, max %6.2f ms (%,d)"
                .formatted(percentile(0.5), percentile(0.99), sorted[sorted.length - 1], sorted.length);
    }
}
