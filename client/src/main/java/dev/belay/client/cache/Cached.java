package dev.belay.client.cache;

import dev.belay.client.source.Known;
import java.time.Instant;

/**
 * What a file keeps.
 *
 * @param known       the flag set
 * @param confirmedAt when it was still the newest; it may have been so for longer
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public record Cached(Known known, Instant confirmedAt) {}
