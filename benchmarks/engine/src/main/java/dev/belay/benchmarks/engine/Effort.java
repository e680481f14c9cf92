package dev.belay.benchmarks.engine;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param rounds     processes per figure; a round measures everything once, so that what disturbs the machine for a minute
 *                   disturbs one round of many figures and not all rounds of few
 * @param warmups    iterations at the beginning of each process that do not count
 * @param warmup     how long each of these takes
 * @param iterations iterations that count
 * @param iteration  how long each of these takes
 */
record Effort(int rounds, int warmups, Duration warmup, int iterations, Duration iteration) {

    static final Effort FULL = new Effort(2, 3, Duration.ofSeconds(1), 4, Duration.ofMillis(500));
    static final Effort QUICK = new Effort(1, 2, Duration.ofMillis(500), 3, Duration.ofMillis(200));

    @Override
    public String toString() {
        return "%d × (%d × %d ms to warm up, %d × %d ms)"
                .formatted(rounds, warmups, warmup.toMillis(), iterations, iteration.toMillis());
    }
}
