package dev.belay.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Checks that something holds for many generated cases. A failure names the seed and the smallest size that fails with
 * it, and {@code -Dbelay.seed=…} runs just that case again.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class Property {

    private static final String SEED = "belay.seed";

    private final int cases;
    private final int size;

    private Property(int cases, int size) {
        this.cases = cases;
        this.size = size;
    }

    /** A property to be checked for so many cases, each of a size up to {@code size}. */
    public static Property of(int cases, int size) {
        return new Property(cases, size);
    }

    /**
     * Checks every case, or the one that the system property {@code belay.seed} names.
     *
     * @throws AssertionError if a case fails; the message begins with its seed and size
     */
    public void holds(Case check) {
        Long only = Long.getLong(SEED);
        if (only != null) {
            require(check, only);
            return;
        }
        for (long seed = 1; seed <= cases; seed++) {
            require(check, seed);
        }
    }

    private void require(Case check, long seed) {
        Throwable failure = failure(check, seed, size);
        if (failure == null) {
            return;
        }
        for (int smaller = 1; smaller < size; smaller++) {
            Throwable simpler = failure(check, seed, smaller);
            if (simpler != null) {
                throw new AssertionError(describe(seed, smaller, simpler), simpler);
            }
        }
        throw new AssertionError(describe(seed, size, failure), failure);
    }

    private static String describe(long seed, int size, Throwable failure) {
        return "Fails with seed " + seed + " at size " + size + " (run it again with -D" + SEED + "=" + seed + "): "
                + failure.getMessage();
    }

    private static @Nullable Throwable failure(Case check, long seed, int size) {
        try {
            check.check(new SplittableRandom(seed), size);
            return null;
        } catch (Exception | AssertionError failure) {
            return failure;
        }
    }

    /** One case. */
    @FunctionalInterface
    public interface Case {

        /**
         * Generates a case and checks it; must depend on nothing but its arguments.
         *
         * @param random where every choice comes from; a smaller size makes the same choices, but fewer
         */
        void check(RandomGenerator random, int size) throws Exception;
    }
}
