package dev.belay.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Measured durations, in milliseconds. */
final class Sample {

    private final double[] sorted;

    Sample(List<Double> milliseconds) {
        sorted = milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** The smallest value that at least {@code share} of all values do not exceed. */
    double percentile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return "p50 %6.2f ms, p99 %6.2f ms, max %6.2f ms (%d)"
                .formatted(
                        percentile(0.5),
                        percentile(0.99),
                        Arrays.stream(sorted).max().orElseThrow(),
                        sorted.length);
    }
}
