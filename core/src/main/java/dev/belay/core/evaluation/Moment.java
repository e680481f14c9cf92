package dev.belay.core.evaluation;

import java.time.Instant;

/**
 * The time and the chance of one evaluation, which are inputs like any other.
 *
 * @param now    the instant that time conditions see
 * @param random 32 evenly distributed bits, for splits by {@code $random}
 */
public record Moment(Instant now, int random) {}
