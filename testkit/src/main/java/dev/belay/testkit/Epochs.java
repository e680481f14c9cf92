package dev.belay.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes epochs that can be told apart and are the same in every run: {@code epoch-1}, {@code epoch-2} and so on.
 *
 * <p><b>Thread-safety:</b> safe for use by many threads.
 */
public final class Epochs implements Supplier<String> {

    private final AtomicInteger made = new AtomicInteger();

    /** Begins with {@code epoch-1}. */
    public Epochs() {}

    @Override
    public String get() {
        return "epoch-" + made.incrementAndGet();
    }
}
