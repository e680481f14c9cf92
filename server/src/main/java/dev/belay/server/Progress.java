package dev.belay.server;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Tells somebody at a terminal how far something has come that takes more than two seconds, once a second.
 *
 * <p><b>Thread-safety:</b> confined to one thread at a time.
 */
final class Progress {

    private static final long BEFORE_THE_FIRST_NANOS = 2_000_000_000L;
    private static final long BETWEEN_NANOS = 1_000_000_000L;

    private final PrintStream err;
    private final LongSupplier nanoTime;
    private long next;

    Progress(PrintStream err) {
        this(err, System::nanoTime);
    }

    Progress(PrintStream err, LongSupplier nanoTime) {
        this.err = err;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + BEFORE_THE_FIRST_NANOS;
    }

    /** What is being done, and how far it is. */
    void at(String step, long number) {
        long now = nanoTime.getAsLong();
        if (now - next >= 0) {
            err.println("  " + step + " " + number + "…");
            next = now + BETWEEN_NANOS;
        }
    }
}
