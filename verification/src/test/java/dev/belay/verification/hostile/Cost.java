package dev.belay.verification.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;

/**
 * What work costs: the processor time and the bytes of the thread that does it. Sizes are compared with sizes, never with
 * a clock on the wall, so that a slow or busy machine changes nothing.
 *
 * @param nanos processor time
 * @param bytes what was allocated, collected or not
 */
record Cost(long nanos, long bytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ATTEMPTS = 6;
    private static final int TIMES = 4;
    // Four times as much may cost nine times as much: a logarithm and a cold cache fit, a square is sixteen times.
    private static final int MOST_TIME = 9;
    private static final int MOST_BYTES = 6;
    private static final long LEAST_NANOS = 2_000_000;
    private static final long LEAST_BYTES = 1_000_000;

    /** The least that the work costs in a few attempts. */
    static Cost of(Runnable work) {
        Cost least = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int attempt = 0; attempt < 3; attempt++) {
            Cost one = once(work);
            least = new Cost(Math.min(least.nanos, one.nanos), Math.min(least.bytes, one.bytes));
        }
        return least;
    }

    /** Fails unless four times the size costs about four times as much. */
    static void growsWithTheSize(int size, IntFunction<Runnable> work) {
        Runnable little = work.apply(size);
        Runnable much = work.apply(TIMES * size);
        Cost small = of(little);
        Cost large = of(much);
        for (int attempt = 1; attempt < ATTEMPTS && !large.isModestBeside(small); attempt++) {
            small = of(little);
            large = of(much);
        }
        assertThat(large.isModestBeside(small))
                .as("size %d costs %s, size %d costs %s", size, small, TIMES * size, large)
                .isTrue();
    }

    private boolean isModestBeside(Cost small) {
        return nanos <= MOST_TIME * Math.max(small.nanos, LEAST_NANOS)
                && bytes <= MOST_BYTES * Math.max(small.bytes, LEAST_BYTES);
    }

    private static Cost once(Runnable work) {
        long thread = Thread.currentThread().threadId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getCurrentThreadCpuTime();
        work.run();
        return new Cost(THREADS.getCurrentThreadCpuTime() - nanos, THREADS.getThreadAllocatedBytes(thread) - bytes);
    }
}
