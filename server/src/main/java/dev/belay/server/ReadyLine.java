package dev.belay.server;

import dev.belay.server.health.Readiness;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells whoever started a server when it is ready, and why it is not if that takes longer than a moment.
 *
 * <p><b>Thread-safety:</b> immutable; the last line may come from a thread of its own.
 *
 * @param readiness whether it is
 * @param address   where it answers
 * @param moment    how long nothing is said of what is missing
 */
record ReadyLine(Supplier<Readiness> readiness, String address, PrintStream out, Duration moment) {

    /** A replica has its first copies sooner than that, if all is well. */
    static final Duration MOMENT = Duration.ofSeconds(3);

    private static final Duration PERIOD = Duration.ofMillis(50);

    /** Tells what is so; blocks for that moment at most. */
    void tell() {
        long begun = System.nanoTime();
        while (!isReady() && System.nanoTime() - begun < moment.toNanos() && !isInterrupted()) {
            LockSupport.parkNanos(PERIOD.toNanos());
        }
        Readiness now = readiness.get();
        if (now.failing().isEmpty()) {
            tellReady();
        } else {
            out.println("Belay serves at " + address + " and is not ready: " + reasons(now));
            Thread.ofVirtual().name("ready-line").start(this::tellLater);
        }
    }

    private void tellLater() {
        while (!isReady() && !isInterrupted()) {
            LockSupport.parkNanos(PERIOD.toNanos());
        }
        if (isReady()) {
            tellReady();
        }
    }

    private void tellReady() {
        out.println("Belay is ready at " + address);
    }

    private boolean isReady() {
        return readiness.get().failing().isEmpty();
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private static String reasons(Readiness readiness) {
        return readiness.failing().stream().map(Readiness.Finding::detail).collect(Collectors.joining("; "));
    }
}
