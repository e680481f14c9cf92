package dev.belay.benchmarks.load;

import dev.belay.benchmarks.ManagementApi;
import dev.belay.core.Value;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How many instances a server knows to be at its head, those behind its replicas included.
 *
 * @param at      how many
 * @param of      how many there are
 * @param seconds until so many were
 */
record Confirmations(long at, long of, double seconds) {

    /** Reports of very many are spread over half a minute, and each level of replicas adds a second. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long BETWEEN_MILLIS = 250;

    /** Waits until all have confirmed the head, or for a minute. */
    static Confirmations await(ManagementApi api, long all) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            long at = at(api);
            long passed = System.nanoTime() - begun;
            if (at >= all || passed > PATIENCE_NANOS) {
                return new Confirmations(at, all, passed / 1e9);
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
    }

    private static long at(ManagementApi api) throws IOException, InterruptedException {
        Value at = ManagementApi.at(api.call("GET", "instances?limit=1", ""), "counts", "at");
        return (long) ((Value.NumberValue) at).value();
    }

    @Override
    public String toString() {
        return "%,d of %,d instances, %.1f s after the last change was everywhere".formatted(at, of, seconds);
    }
}
