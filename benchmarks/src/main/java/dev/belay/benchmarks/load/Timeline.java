package dev.belay.benchmarks.load;

import dev.belay.benchmarks.Sample;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * When each change was sent and acknowledged, and when it arrived everywhere, by one clock. <b>Thread-safety:</b> safe for
 * use by many threads.
 */
final class Timeline {

    private final long begun = System.nanoTime();
    private final long[] sent;
    private final long[] acknowledged;
    private final int[][] arrivals;
    private final AtomicIntegerArray counts;
    private volatile long firstRevision = Long.MAX_VALUE;

    Timeline(int changes, int receivers) {
        sent = new long[changes];
        acknowledged = new long[changes];
        arrivals = new int[changes][receivers];
        counts = new AtomicIntegerArray(changes);
    }

    /** The changes that count begin with this revision; others are passed over. */
    Timeline startingAt(long revision) {
        firstRevision = revision;
        return this;
    }

    synchronized void written(int change, long sentNanos, long acknowledgedNanos) {
        sent[change] = sentNanos;
        acknowledged[change] = acknowledgedNanos;
    }

    /** Takes what was written over from another timeline of the same changes. */
    synchronized void writtenAs(Timeline other) {
        System.arraycopy(other.sent, 0, sent, 0, sent.length);
        System.arraycopy(other.acknowledged, 0, acknowledged, 0, sent.length);
    }

    void arrived(long revision) {
        long change = revision - firstRevision;
        if (change >= 0 && change < sent.length) {
            int index = counts.getAndIncrement((int) change);
            if (index < arrivals[(int) change].length) {
                arrivals[(int) change][index] = (int) ((System.nanoTime() - begun) / 1_000);
            }
        }
    }

    /** How many arrivals there were in all. */
    long arrivals() {
        long sum = 0;
        for (int change = 0; change < counts.length(); change++) {
            sum += counts.get(change);
        }
        return sum;
    }

    Sample sentToAcknowledged() {
        double[] values = new double[sent.length];
        for (int change = 0; change < sent.length; change++) {
            values[change] = (acknowledged[change] - sent[change]) / 1e6;
        }
        return new Sample(values);
    }

    Sample acknowledgedToApplied() {
        return since(change -> acknowledged[change]);
    }

    Sample sentToApplied() {
        return since(change -> sent[change]);
    }

    /** From the acknowledgement until the last receiver had the change. */
    Sample acknowledgedToLast() {
        double[] values = new double[sent.length];
        for (int change = 0; change < sent.length; change++) {
            values[change] = last(change);
        }
        return new Sample(values);
    }

    /** For each change, from its first arrival here to the first elsewhere. */
    Sample firstToFirst(Timeline elsewhere) {
        return new Sample(IntStream.range(0, sent.length)
                .filter(change -> counted(change) > 0 && elsewhere.counted(change) > 0)
                .mapToDouble(change -> elsewhere.sorted(change)[0] - sorted(change)[0])
                .toArray());
    }

    /** From the middle one of a change's arrivals here to each of those elsewhere. */
    Sample middleToEach(Timeline elsewhere) {
        return new Sample(IntStream.range(0, sent.length)
                .filter(change -> counted(change) > 0)
                .boxed()
                .flatMapToDouble(change -> {
                    double[] here = sorted(change);
                    double middle = here[here.length / 2];
                    return Arrays.stream(elsewhere.sorted(change)).map(arrival -> arrival - middle);
                })
                .toArray());
    }

    /** When a change arrived, in milliseconds since it was acknowledged. */
    private double[] sorted(int change) {
        return IntStream.range(0, counted(change))
                .mapToDouble(index -> millis(change, index, acknowledged[change]))
                .sorted()
                .toArray();
    }

    private double last(int change) {
        double last = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < counted(change); index++) {
            last = Math.max(last, millis(change, index, acknowledged[change]));
        }
        return last;
    }

    private Sample since(IntToLongFunction start) {
        double[] values = new double[Math.toIntExact(kept())];
        int next = 0;
        for (int change = 0; change < sent.length; change++) {
            for (int index = 0; index < counted(change); index++) {
                values[next++] = millis(change, index, start.applyAsLong(change));
            }
        }
        return new Sample(values);
    }

    private long kept() {
        long sum = 0;
        for (int change = 0; change < sent.length; change++) {
            sum += counted(change);
        }
        return sum;
    }

    private int counted(int change) {
        return Math.min(counts.get(change), arrivals[change].length);
    }

    private double millis(int change, int index, long startNanos) {
        return arrivals[change][index] / 1e3 - (startNanos - begun) / 1e6;
    }
}
