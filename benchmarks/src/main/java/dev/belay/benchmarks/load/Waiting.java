package dev.belay.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what others bring about. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Waiting() {}

    /** Waits until something holds; gives up after some minutes, with what is true then. */
    static void until(BooleanSupplier reached, Supplier<String> state) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("After " + PATIENCE.toMinutes() + " minutes " + state.get());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
