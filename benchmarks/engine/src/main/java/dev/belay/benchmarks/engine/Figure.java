package dev.belay.benchmarks.engine;

import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured for one cell.
 *
 * @param best   the quickest iteration, in nanoseconds per operation: what the work costs when nothing disturbs it
 * @param median of all iterations, in nanoseconds per operation
 * @param bytes  allocated per operation
 */
record Figure(double best, double median, double bytes) {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    static Figure of(RunResult result) {
        Collection<BenchmarkResult> processes = result.getBenchmarkResults();
        double[] scores = processes.stream()
                .flatMap(process -> process.getIterationResults().stream())
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .sorted()
                .toArray();
        double bytes = processes.stream().mapToDouble(Figure::allocated).min().orElseThrow();
        return new Figure(scores[0], median(scores), bytes);
    }

    private static double allocated(BenchmarkResult process) {
        Result<?> allocated = process.getSecondaryResults().get(ALLOCATION);
        return Objects.requireNonNull(allocated, "JMH's profiler did not measure " + ALLOCATION)
                .getScore();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
