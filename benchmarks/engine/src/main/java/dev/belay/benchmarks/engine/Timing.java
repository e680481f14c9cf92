package dev.belay.benchmarks.engine;

import java.util.Arrays;

/** Durations of something done several times, of which the first few do not count. */
final class Timing {

    private final int warmups;
    private final double[] milliseconds;

    private Timing(int warmups, double[] milliseconds) {
        this.warmups = warmups;
        this.milliseconds = milliseconds;
    }

    /** Does something that is numbered from 0. */
    static Timing of(int warmups, int times, Step step) throws Exception {
        double[] milliseconds = new double[warmups + times];
        for (int i = 0; i < milliseconds.length; i++) {
            long start = System.nanoTime();
            AutoCloseable result = step.take(i);
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
            result.close();
        }
        return new Timing(warmups, milliseconds);
    }

    double first() {
        return milliseconds[0];
    }

    double median() {
        double[] sorted = Arrays.copyOfRange(milliseconds, warmups, milliseconds.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Something that takes time; what it answers is closed without taking any. */
    @FunctionalInterface
    interface Step {
        AutoCloseable take(int number) throws Exception;
    }
}
